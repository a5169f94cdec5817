package dev.fishnet.platform.linux;

/** The condition of a rule that a packet's socket belongs to one of some uids. */
final class Owners {
    private Owners() {}

    static String of(long first, long last) {
        return "-m owner --uid-owner " + (first == last ? String.valueOf(first) : first + "-" + last);
    }
}
