package dev.fishnet.crypto;

import java.security.SecureRandom;

/** Bytes nobody can guess, from the operating system's generator. */
public final class RandomBytes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomBytes() {}

    /** That many of them, in an array of the caller's own. */
    public static byte[] of(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
