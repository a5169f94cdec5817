package dev.fishnet.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication: HMAC with SHA-256 (RFC 2104). */
public final class HmacSha256 {
    public static final int BYTES = 32;

    private static final String NAME = "HmacSHA256";

    private HmacSha256() {}

    /** The authentication code, {@link #BYTES} long. */
    public static byte[] of(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + NAME, e);
        }
    }

    /** Whether the code belongs to the message; takes the same time wherever they differ. */
    public static boolean matches(byte[] key, byte[] message, byte[] code) {
        return MessageDigest.isEqual(of(key, message), code);
    }
}
