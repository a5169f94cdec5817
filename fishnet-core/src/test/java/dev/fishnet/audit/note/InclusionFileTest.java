package dev.fishnet.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.tree.InclusionProof;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.RfcTree;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("S-50")
class InclusionFileTest {
    private static final String HASH = Notes.TREE.root(3).base64() + "\n";

    @Test
    void aFileIsWrittenAsTheSpecificationHasIt() throws FishnetException {
        String checkpoint = Notes.signed(3);

        assertEquals(
                """
                c2sp.org/tlog-proof@v1
                extra eyJuIjoyfQ==
                index 2
                %s

                %s""".formatted(Notes.TREE.root(2).base64(), checkpoint),
                Notes.inclusion(2, 3).text());
    }

    @Test
    void whatWasWrittenIsReadAndProves() throws FishnetException {
        for (int size : new int[] {1, 2, 7, 64, 100}) {
            for (int index : new int[] {0, size / 2, size - 1}) {
                InclusionFile file = Notes.inclusion(index, size);
                InclusionFile read = InclusionFile.parse(file.text());

                assertEquals(file, read);
                assertEquals(Notes.checkpoint(size), read.verified(Notes.verifier()));
            }
        }
    }

    @Test
    void aFileProvesInNoOtherBit() throws FishnetException {
        VerifierKey key = Notes.verifier();
        byte[] text = Notes.inclusion(5, 7).text().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < 8 * text.length; bit++) {
            byte[] changed = text.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(key, new String(changed, StandardCharsets.UTF_8));
        }
        for (int length = 0; length < text.length; length++) {
            refused(key, new String(text, 0, length, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("filesThatAreNone")
    void whatIsNoProofIsRefused(String text, String why) throws FishnetException {
        FishnetException refused = refused(Notes.verifier(), text);

        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }

    static List<Arguments> filesThatAreNone() throws FishnetException {
        String text = Notes.inclusion(2, 3).text();
        String extra = "extra eyJuIjoyfQ==\n";
        return List.of(
                Arguments.of("", "line 1 is missing"),
                Arguments.of(text.replace("@v1", "@v2"), "line 1"),
                Arguments.of(text.replace(extra, ""), "line 2"),
                Arguments.of(text.replace(extra, extra + extra), "line 3"),
                Arguments.of(text.replace(extra, "extra eyJuIjoyfQ=\n"), "line 2"),
                Arguments.of(text.replace(extra, "extra eyJuIjoyfR==\n"), "line 2"),
                Arguments.of(text.replace(extra, extra("{}\n{}".getBytes(StandardCharsets.UTF_8))), "line 2"),
                Arguments.of(text.replace(extra, extra(new byte[] {'{', (byte) 0xff, '}'})), "line 2"),
                Arguments.of(text.replace("index 2", "index 02"), "line 3"),
                Arguments.of(text.replace("index 2", "index -2"), "line 3"),
                Arguments.of(text.replace("index 2", "index  2"), "line 3"),
                Arguments.of(text.replace("index 2", "index"), "line 3"),
                Arguments.of(text.replace("index 2", "index 9223372036854775808"), "line 3"),
                Arguments.of(text.replace("index 2\n", "index 2\nx\n"), "line 4"),
                Arguments.of(text.replace("index 2\n", "index 2\n" + HASH.repeat(63)), "line 67"),
                Arguments.of(text.replace("\n\n" + Notes.ORIGIN, "\n" + Notes.ORIGIN), "line 5"),
                Arguments.of(text.replace("index 2\n", "index 2\n\n"), "line 2 of the checkpoint"),
                Arguments.of(text.substring(0, text.indexOf(Notes.ORIGIN)), "signed note"),
                Arguments.of(text + "\n", "signatures"),
                Arguments.of(extra.repeat(250_000), "longer"),
                // All that follow are proofs, and prove nothing.
                Arguments.of(text.replace("index 2", "index 3"), "entry 3 is not among them"),
                Arguments.of(text.replace("index 2", "index 1"), "does not lead"),
                Arguments.of(text.replace("index 2\n", "index 2\n" + HASH), "does not lead"),
                Arguments.of(text.replace(extra, extra("{}".getBytes(StandardCharsets.UTF_8))), "does not lead"),
                Arguments.of(text.replace(Notes.signed(3), Notes.signed(4)), "does not lead"));
    }

    /** The path from the first entry of three is the same in a tree of four; only the signed size says which it is. */
    @Test
    void aProofForAnotherSizeIsNoneForThisOne() throws FishnetException {
        InclusionFile file = Notes.inclusion(0, 3);
        InclusionProof other = new InclusionProof(0, 4, file.proof().path());
        assertTrue(other.proves(Notes.TREE.leaf(0), Notes.TREE.root(3)));

        InclusionFile changed = new InclusionFile(file.entry(), other, file.checkpoint());

        VerifierKey key = Notes.verifier();
        assertThrows(FishnetException.class, () -> changed.verified(key));
    }

    @Test
    void anEntryOfAnyCharactersGoesThrough() throws FishnetException {
        String entry = "{\"reason\":\"caf\u00e9 \ud83c\udfa3 \u2028\"}";
        RfcTree one = new RfcTree(List.of(LogHash.ofLeaf(entry.getBytes(StandardCharsets.UTF_8))));
        Checkpoint checkpoint = new Checkpoint(Notes.ORIGIN, new TreeHead(1, one.root(1)));
        InclusionFile file =
                new InclusionFile(entry, new InclusionProof(0, 1, List.of()), Notes.SIGNER.sign(checkpoint));

        InclusionFile read = InclusionFile.parse(file.text());

        assertEquals(entry, read.entry());
        assertEquals(checkpoint, read.verified(Notes.verifier()));
    }

    private static String extra(byte[] bytes) {
        return "extra " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    private static FishnetException refused(VerifierKey key, String text) {
        FishnetException refused = assertThrows(
                FishnetException.class, () -> InclusionFile.parse(text).verified(key), text);
        assertEquals(ErrorKind.CORRUPT, refused.kind());
        return refused;
    }
}
