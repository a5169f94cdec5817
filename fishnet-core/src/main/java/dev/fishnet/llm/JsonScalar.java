package dev.fishnet.llm;

/** Numbers and the three words of JSON. */
final class JsonScalar {
    /** More digits than a double or a long has are nothing but a difference between readers. */
    static final int LONGEST = 64;

    private JsonScalar() {}

    static boolean continues(int octet) {
        return (octet >= '0' && octet <= '9')
                || (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || octet == '.'
                || octet == '-'
                || octet == '+';
    }

    static boolean wellFormed(String text) {
        return switch (text) {
            case "true", "false", "null" -> true;
            default -> isNumber(text) && Double.isFinite(Double.parseDouble(text));
        };
    }

    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int at = digits(text, start);
        boolean whole = at > start && (at == start + 1 || text.charAt(start) != '0');
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = at + 1;
            at = digits(text, fraction);
            whole &= at > fraction;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            at = digits(text, exponent);
            whole &= at > exponent;
        }
        return whole && at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
