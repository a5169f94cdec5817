package dev.fishnet.config;

/**
 * Something about a configuration that is not as it must be.
 *
 * @param message one sentence without a full stop; says what would be right
 */
public record Problem(Origin origin, String message) {
    public static Problem atLine(int line, String message) {
        return new Problem(new Origin.Line(line), message);
    }

    /** The line of the file; 0 where it is not about the file. */
    public int line() {
        return origin instanceof Origin.Line line ? line.number() : 0;
    }

    /** As compilers say it: {@code FILE:LINE: message}. */
    public String text(String file) {
        return switch (origin) {
            case Origin.Line line -> file + ":" + line.number() + ": " + message;
            case Origin.Variable variable -> variable.name() + ": " + message;
            case Origin.Default nowhere -> file + ": " + message;
        };
    }
}
