package dev.fishnet.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is kept of a secret that has to be recognised and never shown again: its SHA-256.
 *
 * <p>That is enough for 256 random bits, and only for such: nobody can try so many, so salt and a slow function would
 * add nothing but a way to keep the gateway busy. A password needs {@link Argon2id}. Comparing takes the same time
 * whatever is compared.
 */
public final class SecretDigest {
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] digest;

    private SecretDigest(byte[] digest) {
        this.digest = digest;
    }

    /** The digest of a secret's characters. */
    public static SecretDigest of(String secret) {
        return new SecretDigest(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The digest that {@link #hex} wrote.
     *
     * @throws IllegalArgumentException when it is not 64 lower-case hexadecimal digits
     */
    public static SecretDigest ofHex(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a digest");
        }
        return new SecretDigest(HEX.parseHex(hex));
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        return HEX.formatHex(digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretDigest that && MessageDigest.isEqual(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return "SecretDigest";
    }
}
