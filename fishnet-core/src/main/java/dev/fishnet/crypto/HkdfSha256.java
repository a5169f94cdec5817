package dev.fishnet.crypto;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Keys from keys: HKDF with SHA-256 (RFC 5869). */
public final class HkdfSha256 {
    private HkdfSha256() {}

    /**
     * Extracts and expands.
     *
     * @param key the input keying material, full of entropy already; lent, not changed
     * @param info what the derived key is for; another purpose gives another key
     * @param length bytes to derive, at most 8160
     */
    public static byte[] derive(byte[] key, byte[] salt, byte[] info, int length) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(key, salt, info));
        byte[] derived = new byte[length];
        generator.generateBytes(derived, 0, length);
        return derived;
    }
}
