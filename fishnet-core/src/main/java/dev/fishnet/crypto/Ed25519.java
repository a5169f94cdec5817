package dev.fishnet.crypto;

/** Signatures by Ed25519 (RFC 8032, section 5.1). */
public final class Ed25519 {
    public static final int SEED_BYTES = 32;
    public static final int KEY_BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    private Ed25519() {}

    /** The public key that belongs to a private one. */
    @SuppressWarnings("DoNotCallSuggester")
    public static byte[] publicKey(byte[] seed) {
        throw new UnsupportedOperationException();
    }

    /** The signature of a message. */
    @SuppressWarnings("DoNotCallSuggester")
    public static byte[] sign(byte[] seed, byte[] message) {
        throw new UnsupportedOperationException();
    }

    /** Whether it is the signature of that message; false for keys and signatures that are none. */
    @SuppressWarnings("DoNotCallSuggester")
    public static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        throw new UnsupportedOperationException();
    }
}
