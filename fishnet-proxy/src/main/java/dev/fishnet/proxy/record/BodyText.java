package dev.fishnet.proxy.record;

import dev.fishnet.llm.BodyEdit;
import dev.fishnet.llm.EditedBody;
import dev.fishnet.llm.SecretText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of a body, as it may be kept: the secrets in it replaced.
 *
 * @param text at most {@link #LONGEST} bytes of it, and then what stands for secrets
 * @param length of the whole body in bytes
 */
record BodyText(String text, long length) {
    static final int LONGEST = 64 * 1024;

    /** So much more is read, so that a secret which begins before the cut is known for one. */
    static final int READ = LONGEST + 4096;

    /** Where what was read ends, half a secret may stand that is not known for one. */
    private static final int TAIL = 1024;

    private static final String REDACTED = "[redacted by fishnet]";

    /**
     * A body.
     *
     * @param beginning its first {@link #READ} bytes, or all of it
     * @param redaction edits that take the secrets out; empty when nobody has looked for them
     */
    static BodyText of(byte[] beginning, long length, Optional<List<BodyEdit>> redaction) {
        int kept = Math.min(beginning.length, LONGEST);
        String text = redaction.isPresent() ? edited(beginning, kept, redaction.get()) : masked(beginning, kept);
        return new BodyText(text, length);
    }

    /** A secret that is cut in two is left out whole. */
    private static String edited(byte[] body, int kept, List<BodyEdit> redaction) {
        List<BodyEdit> within = redaction.stream()
                .filter(edit -> edit.from() < kept)
                .map(edit -> new BodyEdit(edit.from(), Math.min(edit.to(), kept), edit.with()))
                .toList();
        ByteArrayOutputStream all = new ByteArrayOutputStream(kept);
        for (EditedBody.Piece piece : EditedBody.of(kept, within).pieces()) {
            all.write(body, piece.from(), piece.to() - piece.from());
            all.writeBytes(piece.then().getBytes(StandardCharsets.UTF_8));
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Of no form that is known: looked through byte by byte. */
    private static String masked(byte[] body, int kept) {
        String bytes = new String(body, StandardCharsets.ISO_8859_1);
        String masked = SecretText.masked(bytes);
        if (masked.equals(bytes)) {
            return new String(body, 0, kept, StandardCharsets.UTF_8);
        }
        byte[] marked = masked.replace(SecretText.MARK, REDACTED).getBytes(StandardCharsets.ISO_8859_1);
        int known = body.length < READ ? marked.length : Math.max(0, marked.length - TAIL);
        return new String(marked, 0, Math.min(known, kept), StandardCharsets.UTF_8);
    }
}
