package dev.fishnet.audit.note;

import dev.fishnet.crypto.Ed25519;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A private key as Go's sumdb/note writes it. It is read as bytes, since text cannot be wiped, and no message repeats
 * any of it.
 */
final class SignerKeyText {
    private static final byte[] PREFIX = "PRIVATE+KEY+".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_DIGITS = 2 * KeyName.ID_BYTES;

    /** 33 bytes have no padding. */
    private static final int KEY_CHARS = (1 + Ed25519.SEED_BYTES) / 3 * 4;

    private static final int BEHIND_NAME = 1 + ID_DIGITS + 1 + KEY_CHARS;

    private SignerKeyText() {}

    /** Writes one; the caller wipes it, and the seed. */
    static byte[] of(String name, byte[] seed) {
        byte[] typed = KeyName.typed(seed);
        byte[] encoded = Base64.getEncoder().encode(typed);
        byte[] shown = (name + "+" + KeyName.id(name, Ed25519.publicKey(seed)) + "+").getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(PREFIX, PREFIX.length + shown.length + encoded.length);
        System.arraycopy(shown, 0, text, PREFIX.length, shown.length);
        System.arraycopy(encoded, 0, text, PREFIX.length + shown.length, encoded.length);
        Arrays.fill(typed, (byte) 0);
        Arrays.fill(encoded, (byte) 0);
        return text;
    }

    /** The name in one. */
    static String name(byte[] text) {
        int end = text.length - BEHIND_NAME;
        if (end <= PREFIX.length
                || !Arrays.equals(text, 0, PREFIX.length, PREFIX, 0, PREFIX.length)
                || text[end] != '+'
                || text[end + 1 + ID_DIGITS] != '+') {
            throw refused();
        }
        return CanonicalText.utf8(Arrays.copyOfRange(text, PREFIX.length, end))
                .filter(KeyName::isOne)
                .orElseThrow(SignerKeyText::refused);
    }

    /** The seed in one that has a name; the caller wipes it. */
    static byte[] seed(byte[] text) {
        byte[] encoded = Arrays.copyOfRange(text, text.length - KEY_CHARS, text.length);
        byte[] typed = {};
        try {
            typed = Base64.getDecoder().decode(encoded);
            if (KeyName.isTyped(typed)) {
                return KeyName.untyped(typed);
            }
        } catch (IllegalArgumentException e) {
            // It would name the character that is not base64, and so a part of the key.
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(typed, (byte) 0);
        }
        throw refused();
    }

    /** Holds the id in one to the one that its name and its key give. */
    static void requireId(byte[] text, String id) {
        int at = text.length - KEY_CHARS - 1 - ID_DIGITS;
        byte[] expected = id.getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(text, at, at + ID_DIGITS, expected, 0, ID_DIGITS)) {
            throw new IllegalArgumentException(
                    "the key of the log was changed: its name and its key do not belong together");
        }
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("what lies in the place of the log's key is no such key");
    }
}
