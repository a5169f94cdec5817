package dev.fishnet.testkit;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** Checks signatures with the JDK's own ECDSA, which shares no code with what made them. */
public final class P256Signature {
    private static final int COORDINATE = 32;

    private P256Signature() {}

    /** Whether a DER signature is that of the message under an uncompressed public point. */
    public static boolean verifies(byte[] point, byte[] message, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(key(point));
        verifier.update(message);
        try {
            return verifier.verify(signature);
        } catch (SignatureException notDer) {
            return false;
        }
    }

    /** Whether these are 65 bytes that name a point of P-256: y² = x³ + ax + b modulo p. */
    public static boolean isOnCurve(byte[] point) throws GeneralSecurityException {
        if (point.length != 1 + 2 * COORDINATE || point[0] != 4) {
            return false;
        }
        ECParameterSpec curve = curve();
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        ECPoint at = at(point);
        BigInteger x = at.getAffineX();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB());
        return at.getAffineY().pow(2).mod(p).equals(right.mod(p));
    }

    private static PublicKey key(byte[] point) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at(point), curve()));
    }

    private static ECPoint at(byte[] point) {
        byte[] x = Arrays.copyOfRange(point, 1, 1 + COORDINATE);
        byte[] y = Arrays.copyOfRange(point, 1 + COORDINATE, point.length);
        return new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
