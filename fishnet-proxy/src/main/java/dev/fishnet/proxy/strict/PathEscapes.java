package dev.fishnet.proxy.strict;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Percent escapes in a path (RFC 3986, section 2): each must be the one spelling of a character that means itself. */
final class PathEscapes {
    /** What divides a path or begins another part of the target, and the percent sign, which would be decoded again. */
    private static final String DIVIDING = "./\\%;?#";

    private static final String UNRESERVED_MARKS = "-._~";

    private PathEscapes() {}

    /** Whether the characters from the percent sign on, up to the end of the run of escapes, are harmless. */
    static boolean harmless(String path, int from, int end) {
        ByteBuffer decoded = ByteBuffer.allocate((end - from) / 3);
        for (int i = from; i < end; i += 3) {
            int octet = octet(path, i);
            if (octet < 0) {
                return false;
            }
            decoded.put((byte) octet);
        }
        return harmless(decoded.flip());
    }

    /** The end of the run of escapes that begins at a percent sign; beyond the path when the last one is cut off. */
    static int endOfRun(String path, int from) {
        int end = from;
        while (end < path.length() && path.charAt(end) == '%') {
            end += 3;
        }
        return end;
    }

    private static int octet(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return -1;
        }
        int high = hex(path.charAt(percent + 1));
        int low = hex(path.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /** Java's decoder refuses what is longer than need be, surrogates, and octets that are no UTF-8. */
    private static boolean harmless(ByteBuffer octets) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
            return text.chars().noneMatch(PathEscapes::unreservedOrControl) && !divides(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean unreservedOrControl(int c) {
        boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
        return letterOrDigit || Character.isISOControl(c) || UNRESERVED_MARKS.indexOf(c) >= 0;
    }

    /** Also once compatible characters are taken for each other, as some servers do: full-width dots and the like. */
    private static boolean divides(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).chars().anyMatch(c -> DIVIDING.indexOf(c) >= 0);
    }
}
