package dev.fishnet.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * Signatures on the curve P-256 (FIPS 186-5): ECDSA with SHA-256 and the deterministic nonces of RFC 6979, so that a
 * weak random generator cannot give the key away. {@code s} may be in either half: P-256 has no low-s rule, and one
 * message signed twice gives the same bytes anyway.
 */
public final class P256 {
    /** A private scalar, unsigned and big-endian. */
    public static final int SCALAR_BYTES = 32;

    /** An uncompressed public point: 4, then x and y (SEC 1, section 2.3.3). */
    public static final int POINT_BYTES = 65;

    private static final ECDomainParameters CURVE = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));

    private P256() {}

    /** A private scalar nobody can guess, which the caller wipes; 1 to n - 1, all equally likely. */
    public static byte[] randomScalar() {
        byte[] scalar = RandomBytes.of(SCALAR_BYTES);
        while (!isScalar(scalar)) {
            Arrays.fill(scalar, (byte) 0);
            scalar = RandomBytes.of(SCALAR_BYTES);
        }
        return scalar;
    }

    /** Whether the bytes are a private key: 32 of them, 1 to n - 1. */
    public static boolean isScalar(byte[] scalar) {
        if (scalar.length != SCALAR_BYTES) {
            return false;
        }
        BigInteger value = new BigInteger(1, scalar);
        return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
    }

    /**
     * The public point of a private scalar, {@link #POINT_BYTES} long.
     *
     * @throws IllegalArgumentException when it is no scalar of this curve
     */
    public static byte[] publicPoint(byte[] scalar) {
        return new FixedPointCombMultiplier()
                .multiply(CURVE.getG(), requireScalar(scalar))
                .normalize()
                .getEncoded(false);
    }

    /**
     * Signs the SHA-256 digest of a message.
     *
     * @param scalar lent; not changed
     * @return the signature in DER (RFC 3279, section 2.2.3), 8 to 72 bytes
     * @throws IllegalArgumentException when it is no scalar of this curve
     */
    public static byte[] sign(byte[] scalar, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(requireScalar(scalar), CURVE));
        BigInteger[] pair = signer.generateSignature(Sha256.of(message));
        try {
            return StandardDSAEncoding.INSTANCE.encode(CURVE.getN(), pair[0], pair[1]);
        } catch (IOException e) {
            throw new IllegalStateException("a signature cannot be written as DER", e);
        }
    }

    private static BigInteger requireScalar(byte[] scalar) {
        if (!isScalar(scalar)) {
            throw new IllegalArgumentException("not a private scalar of P-256");
        }
        return BigIntegers.fromUnsignedByteArray(scalar);
    }
}
