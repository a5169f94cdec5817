package dev.fishnet.vault;

import dev.fishnet.crypto.Sha256;
import dev.fishnet.upstream.UpstreamName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Small vaults that open fast, and ways to spoil them. */
public final class Vaults {
    public static final KdfParameters QUICK = new KdfParameters(8, 1, 1);
    public static final Instant NOW = Instant.parse("2026-11-21T10:15:00.123Z");

    private Vaults() {}

    public static SecretBytes secret(String text) {
        return SecretBytes.takeFrom(text.getBytes(StandardCharsets.UTF_8));
    }

    public static SecretBytes password() {
        return secret("correct horse");
    }

    /** The same key every time, as if a keystore kept it. */
    public static SecretBytes slotKey() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return SecretBytes.takeFrom(key);
    }

    public static CredentialId id(String upstream, String name) {
        return new CredentialId(new UpstreamName(upstream), new CredentialName(name));
    }

    public static Vault empty() throws VaultException {
        return Vault.create(password(), QUICK);
    }

    /** Opens with the password and the slot key, and holds two credentials of one length. */
    public static Vault small() throws VaultException {
        Vault vault = empty();
        vault.addKey(SlotKind.KEYSTORE, slotKey());
        vault.store(id("openai", "main"), secret("sk-one"), NOW);
        vault.store(id("anthropic", "main"), secret("sk-two"), NOW);
        return vault;
    }

    public static Vault open(byte[] file) throws VaultException {
        return UnverifiedVault.parse(file).open(password());
    }

    public static String reveal(Vault vault, CredentialId id) throws VaultException {
        return text(vault.reveal(id));
    }

    public static String text(SecretBytes secret) {
        return secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** What somebody can do who has no key: make the checksum fit again. */
    static byte[] withChecksum(byte[] file) {
        byte[] repaired = file.clone();
        int length = file.length - Sha256.BYTES;
        System.arraycopy(Sha256.of(Arrays.copyOf(file, length)), 0, repaired, length, Sha256.BYTES);
        return repaired;
    }
}
