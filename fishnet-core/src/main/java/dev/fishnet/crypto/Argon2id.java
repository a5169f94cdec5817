package dev.fishnet.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Keys from passwords: Argon2id, version 1.3 (RFC 9106), without secret and associated data. */
public final class Argon2id {
    private Argon2id() {}

    /**
     * Derives a key. Allocates {@code memoryKiB} on the heap, so bounds are checked before this is called.
     *
     * @param password lent; not changed
     * @param length bytes to derive, at least 4
     * @throws OutOfMemoryError when the heap does not have that much room
     */
    public static byte[] derive(
            byte[] password, byte[] salt, int memoryKiB, int iterations, int parallelism, int length) {
        return derive(password, parameters(salt, memoryKiB, iterations, parallelism), length);
    }

    /** RFC 9106's own vectors need a secret and associated data, which nothing else here has. */
    static byte[] derive(byte[] password, Argon2Parameters.Builder parameters, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters.build());
        byte[] key = new byte[length];
        generator.generateBytes(password, key);
        return key;
    }

    static Argon2Parameters.Builder parameters(byte[] salt, int memoryKiB, int iterations, int parallelism) {
        return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memoryKiB)
                .withIterations(iterations)
                .withParallelism(parallelism);
    }
}
