package dev.fishnet.audit.note;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A note taken apart (C2SP signed-note); nothing of it has proved itself.
 *
 * @param text with the line feed at its end
 */
record SignedNote(String text, List<Signature> signatures) {
    /** In characters: room for the longest post-quantum signatures of many witnesses. */
    static final int LONGEST = 1_000_000;

    static final int MOST_SIGNATURES = 100;

    private static final String DASH = "\u2014 ";
    private static final int ID_DIGITS = 2 * KeyName.ID_BYTES;

    /**
     * A line below the text.
     *
     * @param name of the key
     * @param hex the key's id, eight hexadecimal digits, then the signature's digits
     */
    record Signature(String name, String hex) {
        boolean isBy(String name, String id) {
            return this.name.equals(name) && hex.startsWith(id);
        }

        /** The signature itself. */
        byte[] bytes() {
            return HexFormat.of().parseHex(hex.substring(ID_DIGITS));
        }
    }

    SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** The line for a signature, with its line feed. */
    static String line(String name, byte[] idAndSignature) {
        return DASH + name + " " + Base64.getEncoder().encodeToString(idAndSignature) + "\n";
    }

    /** The text as it was signed. */
    byte[] signed() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Takes a note apart.
     *
     * @throws FishnetException of kind CORRUPT when it is none
     */
    static SignedNote parse(String note) throws FishnetException {
        if (note.length() > LONGEST) {
            throw corrupt("is longer than " + LONGEST + " characters");
        }
        if (CanonicalText.hasForbidden(note)) {
            throw corrupt("has characters that no note may have");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw corrupt("has no empty line between its text and its signatures");
        }
        return new SignedNote(note.substring(0, blank + 1), signatures(note.substring(blank + 2)));
    }

    private static List<Signature> signatures(String below) throws FishnetException {
        Lines lines = new Lines(below, "signatures");
        List<Signature> signatures = new ArrayList<>();
        do {
            if (signatures.size() == MOST_SIGNATURES) {
                throw corrupt("has more than " + MOST_SIGNATURES + " signatures");
            }
            signatures.add(signature(lines));
        } while (!lines.atEnd());
        return signatures;
    }

    private static Signature signature(Lines lines) throws FishnetException {
        String line = lines.nextAfter(DASH);
        int blank = line.indexOf(' ');
        if (blank < 0 || !KeyName.isOne(line.substring(0, blank))) {
            throw lines.refused("must have the name of a key and a signature");
        }
        byte[] bytes = CanonicalText.base64(line.substring(blank + 1))
                .filter(decoded -> decoded.length > KeyName.ID_BYTES)
                .orElseThrow(() -> lines.refused("must have a signature in base64"));
        return new Signature(line.substring(0, blank), HexFormat.of().formatHex(bytes));
    }

    private static FishnetException corrupt(String how) {
        return new FishnetException(ErrorKind.CORRUPT, "the signed note " + how);
    }
}
