package dev.fishnet.audit.note;

import dev.fishnet.crypto.Ed25519;
import dev.fishnet.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** How a C2SP signed note names an Ed25519 key: by a name of its own, and by four bytes of a digest over both. */
final class KeyName {
    /** The signature type: Ed25519 over the text of the note. */
    static final byte ED25519 = 1;

    static final int ID_BYTES = 4;

    private KeyName() {}

    /** Whether it may be the name of a key: not empty, without blanks, plus and control characters. */
    static boolean isOne(String name) {
        return !name.isEmpty()
                && !CanonicalText.hasForbidden(name)
                && name.codePoints().noneMatch(KeyName::cannotStandInOne);
    }

    private static boolean cannotStandInOne(int c) {
        return c == '+' || c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The key's id, eight lower-case hexadecimal digits. */
    static String id(String name, byte[] publicKey) {
        byte[] digest = Sha256.of((name + "\n" + (char) ED25519).getBytes(StandardCharsets.UTF_8), publicKey);
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }

    /** The key as verifiers are given it. */
    static String verifierKey(String name, byte[] publicKey) {
        return name + "+" + id(name, publicKey) + "+" + Base64.getEncoder().encodeToString(typed(publicKey));
    }

    /** The type of a key, then the key; the caller wipes it where the key is a private one. */
    static byte[] typed(byte[] key) {
        byte[] typed = new byte[1 + Ed25519.KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, Ed25519.KEY_BYTES);
        return typed;
    }

    /** Whether the bytes are a type and a key as {@link #typed} writes them. */
    static boolean isTyped(byte[] typed) {
        return typed.length == 1 + Ed25519.KEY_BYTES && typed[0] == ED25519;
    }

    /** The key in what {@link #typed} wrote; the caller wipes it where the key is a private one. */
    static byte[] untyped(byte[] typed) {
        return Arrays.copyOfRange(typed, 1, typed.length);
    }
}
