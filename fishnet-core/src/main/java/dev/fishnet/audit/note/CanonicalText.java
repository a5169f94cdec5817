package dev.fishnet.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what can be written in one way only; everything written in another way is nothing. */
final class CanonicalText {
    private CanonicalText() {}

    /** A number from 0 to 2<sup>63</sup> - 1 in decimal, without a sign and without leading zeroes. */
    static OptionalLong decimal(String text) {
        if (!text.matches("0|[1-9][0-9]{0,18}")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** Standard base64 with its padding and without stray bits at the end. */
    static Optional<byte[]> base64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }

    /** UTF-8 without a byte that is not. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether a text has a character that may stand in no note: a control character, or half of one of two halves. */
    static boolean hasForbidden(String text) {
        return text.codePoints().anyMatch(c -> isControl(c) || isHalf(c));
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\n';
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
