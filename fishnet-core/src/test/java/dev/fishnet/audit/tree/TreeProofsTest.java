package dev.fishnet.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-50")
class TreeProofsTest {
    private static final SubtreeHashes NONE = (level, index) -> {
        throw new AssertionError("nothing is asked for before the arguments are known to be good");
    };

    /** Of each size only what is whole at that size is there to be asked for. */
    @Test
    void everyInclusionProofIsThatOfTheDefinitionAndProves() throws FishnetException {
        RfcTree rfc = RfcTree.of(300);
        GrownTree tree = GrownTree.of(rfc, 300);
        for (int size = 1; size <= 300; size++) {
            SubtreeHashes grown = tree.at(size);
            LogHash root = rfc.root(size);
            assertEquals(new TreeHead(size, root), TreeProofs.head(size, grown));
            for (int index = 0; index < size; index++) {
                InclusionProof proof = TreeProofs.inclusion(index, size, grown);
                assertEquals(new InclusionProof(index, size, rfc.path(index, size)), proof);
                assertTrue(proof.proves(rfc.leaf(index), root), () -> proof + " proves nothing");
            }
        }
    }

    @Test
    void everyConsistencyProofIsThatOfTheDefinitionAndProves() throws FishnetException {
        RfcTree rfc = RfcTree.of(130);
        GrownTree tree = GrownTree.of(rfc, 130);
        for (int to = 0; to <= 130; to++) {
            SubtreeHashes grown = tree.at(to);
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = TreeProofs.consistency(from, to, grown);
                // The RFC defines PROOF from one entry on.
                List<LogHash> path = from == 0 ? List.of() : rfc.proof(from, to);
                assertEquals(new ConsistencyProof(from, to, path), proof);
                assertTrue(proof.proves(rfc.root(from), rfc.root(to)), () -> proof + " proves nothing");
            }
        }
    }

    @Test
    void proofsOfEarlierSizesAreMadeFromTheTreeOfToday() throws FishnetException {
        RfcTree rfc = RfcTree.of(100);
        GrownTree today = GrownTree.of(rfc, 100);

        assertEquals(new TreeHead(37, rfc.root(37)), TreeProofs.head(37, today));
        assertEquals(rfc.path(11, 37), TreeProofs.inclusion(11, 37, today).path());
        assertEquals(rfc.proof(11, 37), TreeProofs.consistency(11, 37, today).path());
    }

    /** The RFC's own walk through a tree of seven entries (section 2.1.3). */
    @Test
    void theExampleOfTheRfcHolds() throws FishnetException {
        RfcTree rfc = RfcTree.of(7);
        GrownTree grown = GrownTree.of(rfc, 7);
        LogHash g = rfc.mth(0, 2);
        LogHash h = rfc.mth(2, 4);
        LogHash i = rfc.mth(4, 6);
        LogHash j = rfc.leaf(6);
        LogHash k = rfc.mth(0, 4);
        LogHash l = rfc.mth(4, 7);

        assertEquals(
                List.of(rfc.leaf(1), h, l), TreeProofs.inclusion(0, 7, grown).path());
        assertEquals(
                List.of(rfc.leaf(2), g, l), TreeProofs.inclusion(3, 7, grown).path());
        assertEquals(
                List.of(rfc.leaf(5), j, k), TreeProofs.inclusion(4, 7, grown).path());
        assertEquals(List.of(i, k), TreeProofs.inclusion(6, 7, grown).path());
        assertEquals(
                List.of(rfc.leaf(2), rfc.leaf(3), g, l),
                TreeProofs.consistency(3, 7, grown).path());
        assertEquals(List.of(l), TreeProofs.consistency(4, 7, grown).path());
        assertEquals(List.of(i, j, k), TreeProofs.consistency(6, 7, grown).path());
    }

    /** 2 to the 62 entries are 62 levels; nothing overflows on the way to the last entry there can be. */
    @Test
    void theLargestLogsHaveProofsToo() throws FishnetException {
        long largest = Long.MAX_VALUE;
        List<String> asked = new ArrayList<>();
        SubtreeHashes any = (level, index) -> {
            asked.add(level + ":" + index);
            return LogHash.ofLeaf((level + ":" + index).getBytes(StandardCharsets.US_ASCII));
        };

        assertEquals(62, TreeProofs.inclusion(largest - 1, largest, any).path().size());
        assertEquals(63, TreeProofs.inclusion(0, largest, any).path().size());
        assertEquals(63, TreeProofs.consistency(1, largest, any).path().size());
        for (String place : asked) {
            int colon = place.indexOf(':');
            int level = Integer.parseInt(place.substring(0, colon));
            long index = Long.parseLong(place.substring(colon + 1));
            assertTrue(index + 1 <= largest >>> level, () -> place + " is not whole");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 1", "1, 1", "5, 4", "0, -1"})
    void noProofIsMadeOfAnEntryThatIsNotThere(long index, long size) {
        assertThrows(IllegalArgumentException.class, () -> TreeProofs.inclusion(index, size, NONE));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "-1, 0", "-2, -1", "6, 5"})
    void noProofIsMadeOfALogThatShrank(long from, long to) {
        assertThrows(IllegalArgumentException.class, () -> TreeProofs.consistency(from, to, NONE));
    }

    @Test
    void noHeadHasANegativeSize() {
        assertThrows(IllegalArgumentException.class, () -> TreeProofs.head(-1, NONE));
    }

    @Test
    void aHashThatCannotBeHadIsSaid() {
        FishnetException gone = new FishnetException(ErrorKind.CORRUPT, "the hashes are gone");
        SubtreeHashes missing = (level, index) -> {
            throw gone;
        };

        assertEquals(gone, assertThrows(FishnetException.class, () -> TreeProofs.inclusion(0, 2, missing)));
        assertFalse(gone.getMessage().isEmpty());
    }
}
