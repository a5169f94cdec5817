package dev.fishnet.policy.bad;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Breaks a rule of the architecture on purpose. */
public class UsesCryptography {
    byte[] digest(byte[] bytes) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
