package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.InclusionProof;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A proof that an entry is in the log, as a file (C2SP tlog-proof). Its extra data is the entry itself.
 *
 * @param entry as it is written in the log, without a line feed
 * @param checkpoint the signed note
 */
public record InclusionFile(String entry, InclusionProof proof, String checkpoint) {
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** In characters: an entry of two mebibytes in base64, a path and a note. */
    private static final int LONGEST = 4_000_000;

    /** The file, with the line feed at its end. */
    public String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        text.append(EXTRA).append(Base64.getEncoder().encodeToString(bytes())).append('\n');
        text.append(INDEX).append(proof.index()).append('\n');
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /**
     * Reads one; nothing of it has proved itself.
     *
     * @throws FishnetException of kind CORRUPT when it is none, or one without the entry
     */
    public static InclusionFile parse(String text) throws FishnetException {
        if (text.length() > LONGEST) {
            throw corrupt("the proof is longer than " + LONGEST + " characters");
        }
        Lines lines = new Lines(text, "proof");
        if (!lines.next().equals(FIRST_LINE)) {
            throw lines.refused("must be " + FIRST_LINE);
        }
        String entry = CanonicalText.base64(lines.nextAfter(EXTRA))
                .flatMap(CanonicalText::utf8)
                .filter(line -> !CanonicalText.hasForbidden(line) && line.indexOf('\n') < 0)
                .orElseThrow(() -> lines.refused("must have an entry of the log in base64"));
        long index = lines.number(INDEX);
        List<LogHash> path = lines.path();
        // Only the checkpoint says how large the log is; before it is verified, that is a claim as all the rest is.
        long size =
                Checkpoint.ofText(SignedNote.parse(lines.rest()).text()).head().size();
        return new InclusionFile(entry, new InclusionProof(index, size, path), lines.rest());
    }

    /**
     * Whether the entry is in the log of that key.
     *
     * @return the checkpoint that has the entry
     * @throws FishnetException of kind CORRUPT that says what does not fit
     */
    public Checkpoint verified(VerifierKey key) throws FishnetException {
        Checkpoint signed = key.verified(checkpoint);
        if (proof.index() >= signed.head().size()) {
            throw corrupt("the checkpoint is of " + signed.head().size() + " entries, and entry " + proof.index()
                    + " is not among them");
        }
        if (proof.size() != signed.head().size()
                || !proof.proves(LogHash.ofLeaf(bytes()), signed.head().root())) {
            throw corrupt("the proof does not lead from this entry at index " + proof.index()
                    + " to the root that was signed: the entry, its index or the proof was changed");
        }
        return signed;
    }

    private byte[] bytes() {
        return entry.getBytes(StandardCharsets.UTF_8);
    }

    private static FishnetException corrupt(String why) {
        return new FishnetException(ErrorKind.CORRUPT, why);
    }
}
