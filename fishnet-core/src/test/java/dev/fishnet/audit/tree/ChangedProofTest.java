package dev.fishnet.audit.tree;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes proofs that hold and changes them. */
@Tag("S-50")
class ChangedProofTest {
    private static final int LARGEST = 18;
    private static final RfcTree RFC = RfcTree.of(LARGEST);

    @Test
    void anInclusionProofHoldsInNoOtherBit() {
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                LogHash leaf = RFC.leaf(index);
                LogHash root = RFC.root(size);
                InclusionProof proof = new InclusionProof(index, size, RFC.path(index, size));
                assertTrue(proof.proves(leaf, root));

                refused(proof.path(), path -> new InclusionProof(proof.index(), proof.size(), path).proves(leaf, root));
                refusedHash(leaf, changed -> proof.proves(changed, root));
                refusedHash(root, changed -> proof.proves(leaf, changed));
            }
        }
    }

    @Test
    void anInclusionProofHoldsForNoOtherIndex() {
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                for (long other = -1; other <= 2 * LARGEST; other++) {
                    InclusionProof proof = new InclusionProof(other, size, RFC.path(index, size));
                    boolean proved = proof.proves(RFC.leaf(index), RFC.root(size));
                    assertTrue(proved == (other == index), () -> proof.toString());
                }
            }
        }
    }

    @Test
    void aConsistencyProofHoldsInNoOtherBit() {
        for (int to = 1; to <= LARGEST; to++) {
            for (int from = 1; from <= to; from++) {
                LogHash before = RFC.root(from);
                LogHash after = RFC.root(to);
                ConsistencyProof proof = new ConsistencyProof(from, to, RFC.proof(from, to));
                assertTrue(proof.proves(before, after));

                refused(
                        proof.path(),
                        path -> new ConsistencyProof(proof.from(), proof.to(), path).proves(before, after));
                refusedHash(before, changed -> proof.proves(changed, after));
                refusedHash(after, changed -> proof.proves(before, changed));
            }
        }
    }

    @Test
    void aConsistencyProofHoldsForNoOtherSizeBefore() {
        for (int to = 1; to <= LARGEST; to++) {
            for (int from = 1; from <= to; from++) {
                for (long other = -1; other <= 2 * LARGEST; other++) {
                    ConsistencyProof proof = new ConsistencyProof(other, to, RFC.proof(from, to));
                    boolean proved = proof.proves(RFC.root(from), RFC.root(to));
                    assertTrue(proved == (other == from), () -> proof.toString());
                }
            }
        }
    }

    /** A log without entries has one root, and nothing has to be shown to have grown from it. */
    @Test
    void anEmptyLogHasOneRootAndItsGrowthOneProof() {
        LogHash other = RFC.root(1);

        assertTrue(new ConsistencyProof(0, 5, List.of()).proves(LogHash.EMPTY, RFC.root(5)));
        assertFalse(new ConsistencyProof(0, 5, List.of()).proves(other, RFC.root(5)));
        assertFalse(new ConsistencyProof(0, 5, List.of(other)).proves(LogHash.EMPTY, RFC.root(5)));
        assertTrue(new ConsistencyProof(0, 0, List.of()).proves(LogHash.EMPTY, LogHash.EMPTY));
        assertFalse(new ConsistencyProof(0, 0, List.of()).proves(other, other));
        assertFalse(new InclusionProof(0, 0, List.of()).proves(LogHash.EMPTY, LogHash.EMPTY));
    }

    private static void refused(List<LogHash> path, Predicate<List<LogHash>> proves) {
        for (List<LogHash> changed : flipped(path)) {
            assertFalse(proves.test(changed), () -> changed + " still proves");
        }
        for (List<LogHash> changed : rearranged(path)) {
            assertFalse(proves.test(changed), () -> changed + " still proves");
        }
    }

    private static void refusedHash(LogHash hash, Predicate<LogHash> proves) {
        for (List<LogHash> changed : flipped(List.of(hash))) {
            assertFalse(proves.test(changed.get(0)), () -> changed + " still proves");
        }
    }

    private static List<List<LogHash>> flipped(List<LogHash> hashes) {
        List<List<LogHash>> changes = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            for (int bit = 0; bit < 8 * LogHash.BYTES; bit++) {
                byte[] bytes = hashes.get(i).bytes();
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                List<LogHash> changed = new ArrayList<>(hashes);
                changed.set(i, LogHash.of(bytes));
                changes.add(changed);
            }
        }
        return changes;
    }

    /** Each hash left out, said twice, swapped with the next; and one more of nothing in every place. */
    private static List<List<LogHash>> rearranged(List<LogHash> hashes) {
        List<List<LogHash>> changes = new ArrayList<>();
        for (int i = 0; i <= hashes.size(); i++) {
            changes.add(changed(hashes, i, List::add, LogHash.EMPTY));
            if (i < hashes.size()) {
                changes.add(changed(hashes, i, List::add, hashes.get(i)));
                changes.add(changed(hashes, i, (path, at, hash) -> path.remove(at), LogHash.EMPTY));
            }
            if (i + 1 < hashes.size()) {
                changes.add(changed(hashes, i, (path, at, hash) -> Collections.swap(path, at, at + 1), LogHash.EMPTY));
            }
        }
        return changes;
    }

    private interface Change {
        void at(List<LogHash> path, int index, LogHash hash);
    }

    private static List<LogHash> changed(List<LogHash> path, int index, Change change, LogHash hash) {
        List<LogHash> changed = new ArrayList<>(path);
        change.at(changed, index, hash);
        return changed;
    }
}
