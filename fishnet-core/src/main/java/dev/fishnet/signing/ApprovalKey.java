package dev.fishnet.signing;

import dev.fishnet.error.FishnetException;

/**
 * A key on the curve P-256 that approves permits and never needs a person. Its private half stays where it is: in the
 * Secure Enclave, or in the vault.
 */
public interface ApprovalKey extends AutoCloseable {
    /** The public point, uncompressed: 65 bytes beginning with 4 (SEC 1, section 2.3.3). */
    byte[] publicKey() throws FishnetException;

    /**
     * Signs with ECDSA and SHA-256.
     *
     * @return the signature in DER (RFC 3279, section 2.2.3)
     */
    byte[] sign(byte[] message) throws FishnetException;

    @Override
    void close();
}
