package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;

/** The Secure Enclave, as far as approvals need it: keys on P-256 that nobody has to confirm. */
interface SecureEnclave {
    /**
     * Makes a key.
     *
     * @throws FishnetException of kind UNAVAILABLE when there is no enclave, or this user cannot reach it
     */
    Key create() throws FishnetException;

    /**
     * Takes up a key that was made here before.
     *
     * @throws FishnetException of kind UNAVAILABLE when this enclave does not know it
     */
    Key reload(byte[] blob) throws FishnetException;

    /** A key inside the enclave. Safe for use by several threads until it is closed. */
    interface Key extends AutoCloseable {
        /** What {@link SecureEnclave#reload} takes; of use to this enclave alone. */
        byte[] blob() throws FishnetException;

        /** 65 bytes beginning with 4. */
        byte[] publicKey() throws FishnetException;

        /** ECDSA with SHA-256, in DER. */
        byte[] sign(byte[] message) throws FishnetException;

        @Override
        void close();
    }
}
