package dev.fishnet.llm;

/** Numbers and the three words of JSON. */
final class JsonScalar {
    /** More digits than a double or a long has are nothing but a difference between readers. */
    static final int LONGEST = 64;

    private static final Letters CONTINUES = Letters.of('0', '9')
            .and('a', 'z')
            .and('A', 'Z')
            .and('.', '.')
            .and('-', '-')
            .and('+', '+');

    private JsonScalar() {}

    static boolean continues(int octet) {
        return CONTINUES.has(octet);
    }

    /** What it is; {@link JsonKind#OBJECT} when it is no scalar at all. */
    static JsonKind kind(CharSequence text) {
        return switch (text.charAt(0)) {
            case 't' -> is(text, "true", JsonKind.BOOLEAN);
            case 'f' -> is(text, "false", JsonKind.BOOLEAN);
            case 'n' -> is(text, "null", JsonKind.NULL);
            default -> isNumber(text) && isFinite(text) ? JsonKind.NUMBER : JsonKind.OBJECT;
        };
    }

    private static JsonKind is(CharSequence text, String word, JsonKind kind) {
        return word.contentEquals(text) ? kind : JsonKind.OBJECT;
    }

    /** A whole number as JSON has it, of so many digits at most; -1 for anything else. */
    static long count(CharSequence text, int digits) {
        int length = text.length();
        boolean whole = length > 0 && length <= digits && (length == 1 || text.charAt(0) != '0');
        if (!whole || digits(text, 0) < length) {
            return -1;
        }
        long count = 0;
        for (int i = 0; i < length; i++) {
            count = count * 10 + text.charAt(i) - '0';
        }
        return count;
    }

    private static boolean isNumber(CharSequence text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        int at = digits(text, start);
        boolean whole = at > start && (at == start + 1 || text.charAt(start) != '0');
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = at + 1;
            at = digits(text, fraction);
            whole &= at > fraction;
        }
        if (isPower(text, at)) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            at = digits(text, exponent);
            whole &= at > exponent;
        }
        return whole && at == text.length();
    }

    private static boolean isPower(CharSequence text, int at) {
        return at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E');
    }

    /** Without a power of ten no number of this length is too large. */
    private static boolean isFinite(CharSequence number) {
        for (int i = 1; i < number.length(); i++) {
            if (isPower(number, i)) {
                return Double.isFinite(Double.parseDouble(number.toString()));
            }
        }
        return true;
    }

    private static int digits(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
