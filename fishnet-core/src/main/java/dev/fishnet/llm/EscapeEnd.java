package dev.fishnet.llm;

/**
 * Where an escape within a text ends. In JSON within JSON, in a program, an address or what a terminal was sent, the
 * letters of an escape stand right before the next word and are no part of it.
 */
final class EscapeEnd {
    private static final Letters DIGITS = Letters.of('0', '9');
    private static final Letters OCTAL = Letters.of('0', '7');
    private static final Letters HEX = DIGITS.and('a', 'f').and('A', 'F');

    private EscapeEnd() {}

    /**
     * How many characters of a run of letters belong to an escape that began before it.
     *
     * @param before the character in front of the run
     */
    static int of(int before, char[] run, int size) {
        return switch (before) {
            case '\\' -> behindBackslash(run, size);
            case '%' -> count(HEX, run, 0, Math.min(2, size)) == 2 ? 2 : 0;
            case '[', ';' -> behindBracket(run, size); // of a terminal's colours
            default -> 0;
        };
    }

    /** Whether an escape may begin with this character and go on with letters. */
    static boolean mayBegin(int before) {
        return before == '\\' || before == '%' || before == '[' || before == ';';
    }

    private static int behindBackslash(char[] run, int size) {
        int digits = switch (size == 0 ? ' ' : run[0]) {
            case 'u' -> 4;
            case 'U' -> 8;
            case 'x' -> 2;
            default -> 0;
        };
        if (digits > 0 && count(HEX, run, 1, Math.min(1 + digits, size)) == digits) {
            return 1 + digits;
        }
        return Math.max(1, count(OCTAL, run, 0, Math.min(3, size)));
    }

    private static int behindBracket(char[] run, int size) {
        return count(DIGITS, run, 0, size) + 1;
    }

    private static int count(Letters set, char[] run, int from, int to) {
        int at = from;
        while (at < to && set.has(run[at])) {
            at++;
        }
        return at - from;
    }
}
