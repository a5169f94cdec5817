package dev.fishnet.vault;

import dev.fishnet.crypto.AesGcm;
import dev.fishnet.crypto.RandomBytes;
import java.util.Optional;

/** Something encrypted, with the nonce it was encrypted under. Safe to keep, print and throw away. */
final class SealedBox {
    private final byte[] nonce;
    private final byte[] ciphertext;

    private SealedBox(byte[] nonce, byte[] ciphertext) {
        this.nonce = nonce;
        this.ciphertext = ciphertext;
    }

    /** Encrypts under a fresh random nonce. */
    static SealedBox seal(byte[] key, byte[] associated, byte[] plaintext) {
        byte[] nonce = RandomBytes.of(AesGcm.NONCE_BYTES);
        return new SealedBox(nonce, AesGcm.seal(key, nonce, associated, plaintext));
    }

    /** The plaintext, which the caller wipes; empty when the key or the place is not the one it was sealed for. */
    Optional<byte[]> open(byte[] key, byte[] associated) {
        return AesGcm.open(key, nonce, associated, ciphertext);
    }

    /** @param plaintextLength what the box holds, in bytes */
    static SealedBox readFrom(OctetReader in, int plaintextLength) throws VaultException {
        return new SealedBox(in.octets(AesGcm.NONCE_BYTES), in.octets(plaintextLength + AesGcm.TAG_BYTES));
    }

    int plaintextLength() {
        return ciphertext.length - AesGcm.TAG_BYTES;
    }

    void writeTo(OctetWriter out) {
        out.octets(nonce).octets(ciphertext);
    }
}
