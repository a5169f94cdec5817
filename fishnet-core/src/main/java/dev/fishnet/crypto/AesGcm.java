package dev.fishnet.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption: AES-256 in Galois/Counter Mode (NIST SP 800-38D) with 12-byte nonces and 16-byte tags at
 * the end of the ciphertext. A nonce must never be used twice with one key.
 */
public final class AesGcm {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;
    public static final int TAG_BYTES = 16;

    private AesGcm() {}

    /** Encrypts and authenticates; the result is {@link #TAG_BYTES} longer than the plaintext. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot encrypt", e);
        }
    }

    /** The plaintext, which the caller wipes, or empty when any of the four is not what was sealed. */
    public static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(sealed));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot decrypt", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        if (key.length != KEY_BYTES || nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("AES-256-GCM takes 32 bytes of key and 12 of nonce");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
