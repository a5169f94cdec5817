package dev.fishnet.llm;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * By how many bytes a character grows when a tokenizer brings its text into Unicode's compatibility form first, as some
 * do: one ligature of three bytes becomes 33. Without this the length of a body would be no bound for its tokens.
 */
final class Expansion {
    private static final byte[] PLANE = new byte[Character.MIN_SUPPLEMENTARY_CODE_POINT];
    private static final byte UNKNOWN = 0;
    /** Digits of the smallest double, written out with those behind them. */
    private static final int LONGEST_DOUBLE = 1100;

    private Expansion() {}

    static int of(int codePoint) {
        if (codePoint < 0xa0) {
            return 0;
        }
        if (codePoint >= PLANE.length) {
            return codePoint < 0x20000 ? growth(codePoint) : 0;
        }
        if (PLANE[codePoint] == UNKNOWN) {
            PLANE[codePoint] = (byte) (growth(codePoint) + 1); // two threads find the same
        }
        return PLANE[codePoint] - 1;
    }

    /**
     * The same for a number or word between others. A comma may get blanks around it, and a power of ten may be written
     * out, as whoever shows a model its tools likes.
     */
    static int ofScalar(JsonKind kind, String written) {
        boolean power = written.indexOf('e', 1) > 0 || written.indexOf('E', 1) > 0;
        return power && kind == JsonKind.NUMBER ? LONGEST_DOUBLE : 2;
    }

    private static int growth(int codePoint) {
        if (Character.getType(codePoint) == Character.SURROGATE) {
            return 0;
        }
        String form = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        return Math.max(0, length(form) - length(Character.toString(codePoint)));
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
