package dev.fishnet.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * Signatures by Ed25519 (RFC 8032, section 5.1). A private key is the seed of it: 32 bytes nobody can guess.
 *
 * <p>Signing takes no random numbers, so one message signed twice gives the same bytes.
 */
public final class Ed25519 {
    public static final int SEED_BYTES = 32;
    public static final int KEY_BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    private Ed25519() {}

    /**
     * The public key that belongs to a private one, {@link #KEY_BYTES} long.
     *
     * @param seed lent; not changed
     * @throws IllegalArgumentException when it is not {@link #SEED_BYTES} long
     */
    public static byte[] publicKey(byte[] seed) {
        byte[] key = new byte[KEY_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(requireSeed(seed), 0, key, 0);
        return key;
    }

    /**
     * The signature of a message, {@link #SIGNATURE_BYTES} long.
     *
     * @param seed lent; not changed
     * @throws IllegalArgumentException when it is not {@link #SEED_BYTES} long
     */
    public static byte[] sign(byte[] seed, byte[] message) {
        byte[] signature = new byte[SIGNATURE_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(requireSeed(seed), 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * Whether the bytes are a public key that can belong to a seed: a point of the right order, written in the one way
     * there is. Under any other, one signature can be good for many messages.
     */
    public static boolean isPublicKey(byte[] key) {
        return point(key) != null;
    }

    /** Whether it is the signature of that message; false for keys and signatures that are none. */
    public static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        PublicPoint point = point(publicKey);
        return point != null
                && signature.length == SIGNATURE_BYTES
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, point, message, 0, message.length);
    }

    private static @Nullable PublicPoint point(byte[] key) {
        return key.length == KEY_BYTES
                ? org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport(key, 0)
                : null;
    }

    private static byte[] requireSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed of Ed25519 has " + SEED_BYTES + " bytes");
        }
        return seed;
    }
}
