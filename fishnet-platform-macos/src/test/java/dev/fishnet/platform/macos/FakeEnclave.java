package dev.fishnet.platform.macos;

import dev.fishnet.crypto.P256;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.ArrayList;
import java.util.List;

/** An enclave whose keys are numbers in a list: the blob is the number, and the scalar never comes out. */
final class FakeEnclave implements SecureEnclave {
    private final List<byte[]> scalars = new ArrayList<>();
    private boolean missing;
    private int closed;

    FakeEnclave missing() {
        missing = true;
        return this;
    }

    int made() {
        return scalars.size();
    }

    int closed() {
        return closed;
    }

    @Override
    public Key create() throws FishnetException {
        if (missing) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "there is no Secure Enclave here");
        }
        scalars.add(P256.randomScalar());
        return new Numbered(scalars.size() - 1);
    }

    @Override
    public Key reload(byte[] blob) throws FishnetException {
        int number = blob.length == Integer.BYTES ? ByteBuffer.wrap(blob).getInt() : -1;
        if (number < 0 || number >= scalars.size()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "the Secure Enclave does not take up the approval key (code -50)");
        }
        return new Numbered(number);
    }

    private final class Numbered implements Key {
        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public byte[] blob() {
            return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        }

        @Override
        public byte[] publicKey() {
            return P256.publicPoint(scalars.get(number));
        }

        /** With a random nonce, as the enclave signs. */
        @Override
        public byte[] sign(byte[] message) throws FishnetException {
            try {
                AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec("secp256r1"));
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(
                                new BigInteger(1, scalars.get(number)),
                                curve.getParameterSpec(ECParameterSpec.class))));
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new FishnetException(ErrorKind.FAILED, "the Secure Enclave does not sign", null, e);
            }
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
