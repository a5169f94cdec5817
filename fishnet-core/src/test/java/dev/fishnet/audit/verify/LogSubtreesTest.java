package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.tree.ConsistencyProof;
import dev.fishnet.audit.tree.InclusionProof;
import dev.fishnet.audit.tree.TreeProofs;
import dev.fishnet.audit.verify.MemoryLog.Place;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogSubtreesTest {
    private static final int SIZE = 900;

    private final LogSigner signer = SampleLog.signer();
    private final MemoryLog log = MemoryLog.of(SampleLog.entries(SIZE, signer), signer);

    @Test
    void everyEntryIsProvenInEverySizeAndEverySizeGrewFromEveryOther() throws Exception {
        LogSubtrees hashes = new LogSubtrees(log);
        for (int size = 1; size <= SIZE; size += 61) {
            for (int index = 0; index < size; index += 13) {
                InclusionProof proof = TreeProofs.inclusion(index, size, hashes);
                assertTrue(proof.proves(
                        log.rows.get(index).leaf().orElseThrow(),
                        log.headAt(size).root()));
            }
            ConsistencyProof growth = TreeProofs.consistency(size, SIZE, hashes);
            assertTrue(growth.proves(log.headAt(size).root(), log.headAt(SIZE).root()));
            assertEquals(log.headAt(size), TreeProofs.head(size, hashes));
        }
    }

    @Test
    @Tag("S-59")
    void whatStaysIsProvenWithoutTheArchive() throws Exception {
        MemoryLog whole = log.copy();
        MemoryPart part = new MemoryPart(whole.rows.subList(0, 512));
        log.forget(512);
        LogSubtrees hashes = new LogSubtrees(log);
        LogSubtrees joined = new LogSubtrees(JoinedLog.of(List.of(part), log));

        for (int index = 512; index < SIZE; index += 13) {
            assertTrue(TreeProofs.inclusion(index, SIZE, hashes)
                    .proves(
                            whole.rows.get(index).leaf().orElseThrow(),
                            whole.headAt(SIZE).root()));
        }
        FishnetException archived = assertThrows(FishnetException.class, () -> TreeProofs.inclusion(300, SIZE, hashes));
        assertEquals("the entries 256 to 511 are in an archive", archived.getMessage());
        assertTrue(TreeProofs.inclusion(300, SIZE, joined)
                .proves(
                        whole.rows.get(300).leaf().orElseThrow(),
                        whole.headAt(SIZE).root()));
    }

    @Test
    void withoutKeptHashesTheEntriesAreEnough() throws Exception {
        log.nodes.clear();

        assertEquals(log.headAt(SIZE), TreeProofs.head(SIZE, new LogSubtrees(log)));
    }

    @Test
    void aMissingEntryIsSaid() {
        log.rows.remove(700);
        log.nodes.remove(new Place(8, 2));

        FishnetException missing =
                assertThrows(FishnetException.class, () -> TreeProofs.head(SIZE, new LogSubtrees(log)));
        assertEquals("entry 700 is missing", missing.getMessage());
    }

    @Test
    void aJoinedLogIsReadBothWays() throws Exception {
        MemoryPart first = new MemoryPart(log.rows.subList(0, 256));
        MemoryPart second = new MemoryPart(log.rows.subList(256, 512));
        log.forget(300);
        List<Long> up = new ArrayList<>();
        List<Long> down = new ArrayList<>();

        var joined = JoinedLog.of(List.of(second, first), log);
        joined.entries(100, (index, text, leaf) -> up.add(index) && index < 600);
        joined.backwards(600, (index, text, leaf) -> down.add(index) && index > 100);

        assertEquals(501, up.size());
        assertEquals(up.reversed(), down);
        assertEquals(0, joined.first());
    }
}
