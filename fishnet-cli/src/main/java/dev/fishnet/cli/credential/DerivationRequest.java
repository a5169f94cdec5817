package dev.fishnet.cli.credential;

import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.vault.KdfParameters;
import java.nio.ByteBuffer;

/** What a {@link DerivationProcess} tells {@link DerivationMain}: the parameters, the salt and the password. */
final class DerivationRequest {
    private final KdfParameters kdf;
    private final byte[] salt;
    private final byte[] password;

    /** Lent the arrays. */
    DerivationRequest(KdfParameters kdf, byte[] salt, byte[] password) {
        this.kdf = kdf;
        this.salt = salt;
        this.password = password;
    }

    KdfParameters kdf() {
        return kdf;
    }

    byte[] salt() {
        return salt;
    }

    /** The caller wipes it. */
    byte[] password() {
        return password;
    }

    /** As one message, which the caller wipes. */
    byte[] toBytes() {
        byte[] message = new byte[ProcessControlPort.CONFIDED_BYTES];
        ByteBuffer.wrap(message)
                .putInt(kdf.memoryKiB())
                .putInt(kdf.iterations())
                .putInt(kdf.parallelism())
                .putInt(salt.length)
                .put(salt)
                .putInt(password.length)
                .put(password);
        return message;
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is none
     */
    static DerivationRequest of(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        return new DerivationRequest(new KdfParameters(in.getInt(), in.getInt(), in.getInt()), octets(in), octets(in));
    }

    private static byte[] octets(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("not a request");
        }
        byte[] octets = new byte[length];
        in.get(octets);
        return octets;
    }

    @Override
    public String toString() {
        return "DerivationRequest[" + kdf + "]";
    }
}
