package dev.fishnet.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-50")
class MerkleTreeTest {
    private static final MerkleTree.Whole NOBODY = (level, index, hash) -> {};

    /** The entries and roots of certificate-transparency's own tests, which all its libraries have. */
    @Test
    void rootsAreThoseOfCertificateTransparency() {
        List<String> entries = List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
        List<String> roots = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        MerkleTree tree = MerkleTree.of(0, List.of());
        List<String> found = new ArrayList<>();

        for (String entry : entries) {
            tree.add(LogHash.ofLeaf(HexFormat.of().parseHex(entry)), NOBODY);
            found.add(tree.head().root().hex());
        }

        assertEquals(roots, found);
    }

    /** RFC 6962 says of an empty tree that its root is the hash of nothing (FIPS 180-4's example of it). */
    @Test
    void theRootOfNothingIsTheHashOfNothing() {
        MerkleTree tree = MerkleTree.of(0, List.of());

        assertEquals(TreeHead.EMPTY, tree.head());
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                tree.head().root().hex());
    }

    @Test
    void headsOfAllSizesAreThoseOfTheDefinition() {
        RfcTree rfc = RfcTree.of(300);
        MerkleTree tree = MerkleTree.of(0, List.of());

        for (int size = 1; size <= 300; size++) {
            tree.add(rfc.leaf(size - 1), NOBODY);
            assertEquals(new TreeHead(size, rfc.root(size)), tree.head());
            assertEquals(size, tree.size());
        }
    }

    @Test
    void everySubtreeIsToldWhenItIsWhole() {
        RfcTree rfc = RfcTree.of(64);
        MerkleTree tree = MerkleTree.of(0, List.of());

        for (int i = 0; i < 64; i++) {
            List<String> told = new ArrayList<>();
            tree.add(rfc.leaf(i), (level, index, hash) -> told.add(level + " " + index + " " + hash));

            List<String> whole = new ArrayList<>();
            for (int level = 1; (i + 1) % (1 << level) == 0 && level < 7; level++) {
                int index = i >> level;
                whole.add(level + " " + index + " " + rfc.mth(index << level, (index + 1) << level));
            }
            assertEquals(whole, told);
        }
    }

    @Test
    void aTreeIsTakenUpWhereItWasLeft() {
        RfcTree rfc = RfcTree.of(70);
        MerkleTree left = MerkleTree.of(0, List.of());

        for (int size = 0; size < 70; size++) {
            MerkleTree again = MerkleTree.of(left.size(), left.peaks());
            again.add(rfc.leaf(size), NOBODY);
            assertEquals(new TreeHead(size + 1, rfc.root(size + 1)), again.head());
            left.add(rfc.leaf(size), NOBODY);
        }
    }

    @Test
    void whatTheListenerDidNotTakeWasNotAdded() {
        RfcTree rfc = RfcTree.of(8);
        MerkleTree tree = MerkleTree.of(0, List.of());
        for (int i = 0; i < 7; i++) {
            tree.add(rfc.leaf(i), NOBODY);
        }

        assertThrows(
                IllegalStateException.class,
                () -> tree.add(rfc.leaf(7), (level, index, hash) -> {
                    if (level == 2) {
                        throw new IllegalStateException("the disk is full");
                    }
                }));

        assertEquals(new TreeHead(7, rfc.root(7)), tree.head());
        tree.add(rfc.leaf(7), NOBODY);
        assertEquals(rfc.root(8), tree.head().root());
    }

    @ParameterizedTest
    @CsvSource({"-1, 64", "-1, 0", "0, 1", "1, 0", "3, 1", "3, 3", "9223372036854775807, 62"})
    void peaksThatAreNotThoseOfTheSizeAreRefused(long size, int peaks) {
        List<LogHash> hashes = Collections.nCopies(peaks, LogHash.EMPTY);

        assertThrows(IllegalArgumentException.class, () -> MerkleTree.of(size, hashes));
    }

    @Test
    void aTreeThatIsFullStaysAsItIs() {
        MerkleTree tree = MerkleTree.of(Long.MAX_VALUE, Collections.nCopies(63, LogHash.EMPTY));
        TreeHead head = tree.head();

        assertThrows(IllegalStateException.class, () -> tree.add(LogHash.EMPTY, NOBODY));

        assertEquals(head, tree.head());
    }

    @Test
    void anEntryIsNoNodeAndANodeNoEntry() {
        LogHash left = LogHash.ofLeaf("a".getBytes(StandardCharsets.US_ASCII));
        LogHash right = LogHash.ofLeaf("b".getBytes(StandardCharsets.US_ASCII));
        byte[] both = new byte[2 * LogHash.BYTES];
        System.arraycopy(left.bytes(), 0, both, 0, LogHash.BYTES);
        System.arraycopy(right.bytes(), 0, both, LogHash.BYTES, LogHash.BYTES);

        assertNotEquals(LogHash.ofNode(left, right), LogHash.ofLeaf(both));
    }
}
