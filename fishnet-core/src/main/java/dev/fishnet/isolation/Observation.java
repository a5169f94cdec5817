package dev.fishnet.isolation;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One check of the machine, and how it came out. A check that finds several faults makes one observation of each, all
 * of the same name.
 *
 * @param check a stable name, lower-case words joined by underscores, for example {@code agent_groups}
 * @param verdict what it came to
 * @param detail what was seen, as one sentence
 * @param remedy what to do about it, as one line; empty exactly when the verdict is {@link Verdict#GOOD}
 */
public record Observation(String check, Verdict verdict, String detail, String remedy) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** How a check can come out. */
    public enum Verdict {
        /** It is as it should be. */
        GOOD,
        /** A way around the boundary is open. */
        OPEN,
        /** A way that nothing on this machine closes for an agent that is only a user, and that one should know of. */
        LIMIT,
        /** It could not be seen from here, and the detail says why. */
        UNSEEN
    }

    public Observation {
        detail = printable(detail);
        remedy = printable(remedy);
        requireName(check);
        requireRemedy(verdict, remedy);
    }

    /** All is as it should be. */
    public static Observation good(String check, String detail) {
        return new Observation(check, Verdict.GOOD, detail, "");
    }

    /** A way around the boundary is open. */
    public static Observation open(String check, String detail, String remedy) {
        return new Observation(check, Verdict.OPEN, detail, remedy);
    }

    /** Nothing closes this way for an agent that is only a user; the remedy says what else would. */
    public static Observation limit(String check, String detail, String remedy) {
        return new Observation(check, Verdict.LIMIT, detail, remedy);
    }

    /** It could not be decided from here; the remedy says how it could be. */
    public static Observation unseen(String check, String detail, String remedy) {
        return new Observation(check, Verdict.UNSEEN, detail, remedy);
    }

    private static void requireName(String check) {
        if (!NAME.matcher(check).matches()) {
            throw new IllegalArgumentException("not the name of a check: " + check);
        }
    }

    private static void requireRemedy(Verdict verdict, String remedy) {
        if (remedy.isEmpty() != (verdict == Verdict.GOOD)) {
            throw new IllegalArgumentException("a fault needs a remedy, and nothing else has one");
        }
    }

    /** What was seen is often a name that an agent chose: it may neither end a line nor move a cursor. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isHarmless(c) ? c : '?')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
