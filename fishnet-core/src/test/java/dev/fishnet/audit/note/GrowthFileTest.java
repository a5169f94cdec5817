package dev.fishnet.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.tree.ConsistencyProof;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("S-50")
class GrowthFileTest {
    private static final String HASH = Notes.TREE.root(3).base64() + "\n";

    @Test
    void aFileIsWrittenAsTheSpecificationHasIt() throws FishnetException {
        assertEquals(
                "old 2\n" + Notes.TREE.leaf(2).base64() + "\n\n" + Notes.signed(3),
                Notes.growth(2, 3).text());
    }

    @Test
    void whatWasWrittenIsReadAndProves() throws FishnetException {
        for (int to : new int[] {0, 1, 2, 7, 64, 100}) {
            for (int from : new int[] {0, to / 3, to}) {
                GrowthFile file = Notes.growth(from, to);
                GrowthFile read = GrowthFile.parse(file.text());

                assertEquals(file, read);
                assertEquals(Notes.checkpoint(to), read.verified(Notes.verifier(), Notes.checkpoint(from)));
            }
        }
    }

    @Test
    void aFileProvesInNoOtherBit() throws FishnetException {
        VerifierKey key = Notes.verifier();
        byte[] text = Notes.growth(3, 7).text().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < 8 * text.length; bit++) {
            byte[] changed = text.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(key, new String(changed, StandardCharsets.UTF_8), Notes.checkpoint(3));
        }
        for (int length = 0; length < text.length; length++) {
            refused(key, new String(text, 0, length, StandardCharsets.UTF_8), Notes.checkpoint(3));
        }
    }

    @ParameterizedTest
    @MethodSource("filesThatAreNone")
    void whatIsNoProofIsRefused(String text, String why) throws FishnetException {
        FishnetException refused = refused(Notes.verifier(), text, Notes.checkpoint(3));

        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }

    static List<Arguments> filesThatAreNone() throws FishnetException {
        String text = Notes.growth(3, 7).text();
        return List.of(
                Arguments.of("", "line 1 is missing"),
                Arguments.of(text.replace("old 3", "new 3"), "line 1"),
                Arguments.of(text.replace("old 3", "old 03"), "line 1"),
                Arguments.of(text.replace("old 3", "old -3"), "line 1"),
                Arguments.of(text.replace("old 3", "old 3 "), "line 1"),
                Arguments.of(text.replace("old 3", "old"), "line 1"),
                Arguments.of(text.replace("old 3\n", "old 3\nAAAA\n"), "line 2"),
                Arguments.of(text.replace("old 3\n", "old 3\n" + HASH.repeat(60)), "line 65"),
                Arguments.of(text.replace("old 3\n", "old 3\n\n"), "line 2 of the checkpoint"),
                Arguments.of(text.replace("\n\n" + Notes.ORIGIN, "\n" + Notes.ORIGIN), "line 6"),
                Arguments.of(text.substring(0, text.indexOf(Notes.ORIGIN)), "signed note"),
                Arguments.of("old 3\n" + "x".repeat(1_010_000), "longer"),
                // All that follow are proofs, and prove nothing.
                Arguments.of(Notes.growth(2, 7).text(), "begins at 2 entries"),
                Arguments.of(Notes.growth(0, 7).text(), "begins at 0 entries"),
                Arguments.of(text.replace("old 3\n", "old 3\n" + HASH), "does not lead"),
                Arguments.of(text.replace(Notes.signed(7), Notes.signed(8)), "does not lead"),
                Arguments.of(text.replace(Notes.signed(7), Notes.signed(3)), "does not lead"),
                Arguments.of(text.replace(Notes.signed(7), Notes.signed(2)), "had 3 entries and has 2 now"));
    }

    /** Whoever kept a checkpoint of a log that was written anew is told so, whatever proof comes with the new one. */
    @Test
    void aLogThatWasWrittenAnewHasNotGrown() throws FishnetException {
        VerifierKey key = Notes.verifier();
        Checkpoint kept = new Checkpoint(Notes.ORIGIN, new TreeHead(3, Notes.TREE.root(2)));

        assertTrue(refused(key, Notes.growth(3, 7).text(), kept).getMessage().contains("the log was changed"));
        assertTrue(refused(key, Notes.growth(3, 3).text(), kept).getMessage().contains("the log was changed"));
    }

    @Test
    void anotherLogHasNotGrownToThisOne() throws FishnetException {
        Checkpoint other = new Checkpoint("example.com/log", Notes.checkpoint(3).head());

        assertTrue(refused(Notes.verifier(), Notes.growth(3, 7).text(), other)
                .getMessage()
                .contains("example.com/log"));
    }

    /** The one hash from two entries to three is the same from two to four; only the signed sizes say which it is. */
    @Test
    void aProofForAnotherSizeIsNoneForThisOne() throws FishnetException {
        VerifierKey key = Notes.verifier();
        GrowthFile file = Notes.growth(2, 3);
        ConsistencyProof other = new ConsistencyProof(2, 4, file.proof().path());
        assertTrue(other.proves(Notes.TREE.root(2), Notes.TREE.root(3)));

        GrowthFile changed = new GrowthFile(other, file.checkpoint());

        assertThrows(FishnetException.class, () -> changed.verified(key, Notes.checkpoint(2)));
    }

    private static FishnetException refused(VerifierKey key, String text, Checkpoint earlier) {
        FishnetException refused = assertThrows(
                FishnetException.class, () -> GrowthFile.parse(text).verified(key, earlier), text);
        assertEquals(ErrorKind.CORRUPT, refused.kind());
        return refused;
    }
}
