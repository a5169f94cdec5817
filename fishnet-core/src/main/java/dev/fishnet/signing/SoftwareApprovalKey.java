package dev.fishnet.signing;

import dev.fishnet.crypto.P256;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An approval key kept in the vault, for machines without hardware that keeps one. It signs deterministically (RFC
 * 6979): the same message gives the same signature. Safe for use by several threads.
 */
public final class SoftwareApprovalKey implements ApprovalKey {
    /** Its place in the vault; the private scalar lies there in hexadecimal, because the vault takes visible ASCII. */
    public static final CredentialId ID = new CredentialId(UpstreamName.OWN, new CredentialName("approval-p256"));

    private final SecretBytes scalar;
    private final byte[] point;

    private SoftwareApprovalKey(SecretBytes scalar) {
        this.scalar = scalar;
        this.point = scalar.use(P256::publicPoint);
    }

    /**
     * Makes sure the vault has an approval key; one that is there stays.
     *
     * @param now when it happens, for people to read
     */
    public static void ensureIn(Vault vault, Instant now) throws FishnetException {
        if (!isIn(vault)) {
            try (SecretBytes scalar = SecretBytes.takeFrom(P256.randomScalar());
                    SecretBytes text = scalar.use(SoftwareApprovalKey::toHex)) {
                vault.store(ID, text, now);
            }
        }
    }

    /** Whether the vault has one. */
    public static boolean isIn(Vault vault) {
        return vault.credentials().stream().map(Credential::id).anyMatch(ID::equals);
    }

    /**
     * The vault's approval key, copied out of it: the vault may be closed after.
     *
     * @throws FishnetException of kind NOT_FOUND when the vault has none, CORRUPT when what it has is no key
     */
    public static SoftwareApprovalKey openFrom(Vault vault) throws FishnetException {
        try (SecretBytes text = vault.reveal(ID)) {
            SecretBytes scalar = text.use(SoftwareApprovalKey::fromHex);
            if (!scalar.use(P256::isScalar)) {
                scalar.close();
                throw damaged();
            }
            return new SoftwareApprovalKey(scalar);
        }
    }

    private static FishnetException damaged() {
        return new FishnetException(
                ErrorKind.CORRUPT,
                "what the vault keeps as '" + ID + "' is no approval key",
                "remove it, and a new one is made");
    }

    @Override
    public byte[] publicKey() {
        requireOpen();
        return point.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        return scalar.use(secret -> P256.sign(secret, message));
    }

    private void requireOpen() {
        scalar.use(secret -> secret.length);
    }

    private static SecretBytes toHex(byte[] scalar) {
        byte[] text = new byte[2 * scalar.length];
        HexFormat hex = HexFormat.of();
        for (int i = 0; i < scalar.length; i++) {
            text[2 * i] = (byte) hex.toHighHexDigit(scalar[i]);
            text[2 * i + 1] = (byte) hex.toLowHexDigit(scalar[i]);
        }
        return SecretBytes.takeFrom(text);
    }

    /** Half as many bytes as there are digits; none when anything is no digit, which is no scalar either. */
    private static SecretBytes fromHex(byte[] text) {
        byte[] scalar = new byte[text.length / 2];
        for (int i = 0; i < text.length; i++) {
            if (text.length % 2 != 0 || !HexFormat.isHexDigit(text[i])) {
                Arrays.fill(scalar, (byte) 0);
                return SecretBytes.takeFrom(new byte[0]);
            }
            scalar[i / 2] = (byte) (scalar[i / 2] << 4 | HexFormat.fromHexDigit(text[i]));
        }
        return SecretBytes.takeFrom(scalar);
    }

    @Override
    public void close() {
        scalar.close();
    }

    @Override
    public String toString() {
        return "SoftwareApprovalKey";
    }
}
