package dev.fishnet.audit.note;

import dev.fishnet.crypto.Ed25519;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/** The public key of a log, and its name: what an auditor has to be given, and no more. */
public final class VerifierKey {
    private final String name;
    private final byte[] key;

    VerifierKey(String name, byte[] key) {
        this.name = name;
        this.key = key;
    }

    /**
     * Reads a C2SP verifier key.
     *
     * @throws FishnetException of kind USAGE when it is none
     */
    public static VerifierKey parse(String text) throws FishnetException {
        String[] parts = text.split("\\+", 3);
        if (parts.length < 3 || !KeyName.isOne(parts[0])) {
            throw refused("not a verifier key");
        }
        Optional<byte[]> typed = CanonicalText.base64(parts[2]);
        if (!typed.map(KeyName::isTyped).orElse(false)) {
            throw refused("not the verifier key of an Ed25519 key");
        }
        byte[] key = KeyName.untyped(typed.orElseThrow());
        if (!KeyName.id(parts[0], key).equals(parts[1])) {
            throw refused("the verifier key was changed: its name, its id and its key do not belong together");
        }
        if (!Ed25519.isPublicKey(key)) {
            throw refused("the verifier key holds no public key of Ed25519");
        }
        return new VerifierKey(parts[0], key);
    }

    /** The name of the key, which is the origin of its log. */
    public String name() {
        return name;
    }

    /**
     * Reads a checkpoint, with signatures of others beside this key's or without.
     *
     * @throws FishnetException of kind CORRUPT when it is none, another log's, or not signed by this key
     */
    public Checkpoint verified(String note) throws FishnetException {
        Checkpoint checkpoint = Checkpoint.ofText(text(note));
        if (!checkpoint.origin().equals(name)) {
            throw corrupt("the checkpoint is of the log " + checkpoint.origin() + ", not of " + name);
        }
        return checkpoint;
    }

    /** The text of a note that this key has signed. */
    String text(String signed) throws FishnetException {
        SignedNote note = SignedNote.parse(signed);
        String id = KeyName.id(name, key);
        List<SignedNote.Signature> own = note.signatures().stream()
                .filter(signature -> signature.isBy(name, id))
                .toList();
        if (own.isEmpty()) {
            throw corrupt("the checkpoint is not signed by the key of " + name);
        }
        if (own.size() > 1) {
            throw corrupt("the checkpoint is signed more than once by the key of " + name);
        }
        if (!Ed25519.verifies(key, note.signed(), own.get(0).bytes())) {
            throw corrupt("the signature of " + name + " is not one of this checkpoint: one of them was changed");
        }
        return note.text();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return KeyName.verifierKey(name, key);
    }

    private static FishnetException refused(String why) {
        return new FishnetException(
                ErrorKind.USAGE,
                why,
                "it is one word: the log's name, eight hexadecimal digits and base64, joined by +");
    }

    private static FishnetException corrupt(String why) {
        return new FishnetException(ErrorKind.CORRUPT, why);
    }
}
