package dev.fishnet.audit.note;

import dev.fishnet.crypto.Ed25519;
import dev.fishnet.crypto.RandomBytes;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of a log: signs its checkpoints.
 *
 * <p>In the vault it lies as a signer key in the format of Go's sumdb/note, {@code PRIVATE+KEY+<name>+<hash>+<base64 of
 * 1 and the seed>}, whose name is the origin of the log. Outside the vault's memory the seed exists for the length of
 * one signature.
 */
public final class LogSigner {
    /** Where it lies in the vault. */
    public static final CredentialId PLACE = new CredentialId(UpstreamName.OWN, new CredentialName("audit-log"));

    private final SecretBytes key;
    private final String origin;
    private final byte[] publicKey;

    private LogSigner(SecretBytes key, String origin, byte[] publicKey) {
        this.key = key;
        this.origin = origin;
        this.publicKey = publicKey;
    }

    /**
     * A new key of that name; the caller closes it.
     *
     * @throws IllegalArgumentException when it cannot be a name: it is empty, or has blanks or a plus
     */
    public static SecretBytes newKey(String origin) {
        if (!KeyName.isOne(origin)) {
            throw new IllegalArgumentException("no key can have the name " + origin);
        }
        byte[] seed = RandomBytes.of(Ed25519.SEED_BYTES);
        try {
            return SecretBytes.takeFrom(SignerKeyText.of(origin, seed));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /**
     * Opens a key.
     *
     * @param key as {@link #newKey} made it, lent and asked for with each signature
     * @throws IllegalArgumentException when it is none, with a sentence that does not repeat it
     */
    public static LogSigner of(SecretBytes key) {
        return key.use(text -> {
            String origin = SignerKeyText.name(text);
            byte[] seed = SignerKeyText.seed(text);
            try {
                byte[] publicKey = Ed25519.publicKey(seed);
                SignerKeyText.requireId(text, KeyName.id(origin, publicKey));
                return new LogSigner(key, origin, publicKey);
            } finally {
                Arrays.fill(seed, (byte) 0);
            }
        });
    }

    /** The name of the log. */
    public String origin() {
        return origin;
    }

    /** As verifiers are given it: {@code <name>+<hash>+<base64 of 1 and the public key>}. */
    public String verifierKey() {
        return KeyName.verifierKey(origin, publicKey);
    }

    /**
     * The checkpoint as a signed note, with the line feed at its end.
     *
     * @throws IllegalArgumentException when it is another log's
     * @throws IllegalStateException when the key has been closed
     */
    public String sign(Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(origin)) {
            throw new IllegalArgumentException("a checkpoint of " + checkpoint.origin() + " is not for " + origin);
        }
        return signed(checkpoint.text());
    }

    /** The text as a signed note; every text ends with a line feed. */
    String signed(String text) {
        byte[] signature = key.use(held -> signature(held, text.getBytes(StandardCharsets.UTF_8)));
        byte[] id = HexFormat.of().parseHex(KeyName.id(origin, publicKey));
        byte[] both = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, both, id.length, signature.length);
        return text + "\n" + SignedNote.line(origin, both);
    }

    private static byte[] signature(byte[] key, byte[] message) {
        byte[] seed = SignerKeyText.seed(key);
        try {
            return Ed25519.sign(seed, message);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** The public half of it. */
    @Override
    public String toString() {
        return verifierKey();
    }
}
