package dev.fishnet.firewall.escape;

/**
 * One attempt, and what became of it.
 *
 * @param id stable, for programs: {@code tcp4}, {@code udp6@100000}
 * @param group what it belongs to, for people: {@code beyond loopback}
 * @param sentence what was tried
 * @param target whom it was sent to: an address, and a port where there is one; empty where nothing is sent
 * @param detail why it is so, where that is not plain; else empty
 */
public record Finding(
        String id, String group, String sentence, Expectation expected, Verdict verdict, String target, String detail) {
    /** Whether this speaks against the lockdown. */
    public boolean isFault() {
        return switch (verdict) {
            case OPEN -> expected == Expectation.BLOCKED;
            case BROKEN -> true;
            case BLOCKED, IMPOSSIBLE, WORKS -> false;
        };
    }
}
