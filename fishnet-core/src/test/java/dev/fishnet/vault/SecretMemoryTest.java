package dev.fishnet.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-21")
class SecretMemoryTest {
    private final SecretMemory memory = new SecretMemory();
    private final List<ByteBuffer> locked = new ArrayList<>();

    @Test
    void whatIsLockedIsWholePages() {
        assertEquals(List.of(), memory.lockAll(this::lock));

        assertEquals(1, locked.size());
        assertEquals(0, locked.getFirst().alignmentOffset(0, SecretPages.LEAST_BYTES));
        assertEquals(SecretPages.LEAST_BYTES, locked.getFirst().remaining());
    }

    @Test
    void aSecretLiesInPagesThatAreLocked() {
        memory.lockAll(this::lock);

        memory.take(32).memory().put(0, (byte) 77);

        assertTrue(holds(locked.getFirst(), (byte) 77));
    }

    @Test
    void pagesThatCameBeforeTheLockAreLockedAsWell() {
        memory.take(32).memory().put(0, (byte) 77);

        memory.lockAll(this::lock);

        assertTrue(holds(locked.getFirst(), (byte) 77));
    }

    @Test
    void pagesThatComeLaterAreLockedBeforeTheyAreUsed() {
        memory.lockAll(this::lock);
        for (int i = 0; i < 10; i++) {
            memory.take(8192);
        }

        assertEquals(2, locked.size());
    }

    @Test
    void lockingTwiceLocksOnce() {
        memory.lockAll(this::lock);
        memory.lockAll(this::lock);

        assertEquals(1, locked.size());
    }

    @Test
    void whatCannotBeLockedIsSaidAndTriedAgain() {
        assertEquals(List.of("no room"), memory.lockAll(pages -> Optional.of("no room")));
        assertEquals(List.of("still no room"), memory.lockAll(pages -> Optional.of("still no room")));
        assertEquals(List.of(), memory.lockAll(this::lock));
        assertEquals(1, locked.size());
    }

    @Test
    void pagesThatCouldNotBeLockedLaterAreSaidAtTheNextCall() {
        memory.lockAll(this::lock);
        memory.lockAll(pages -> Optional.of("no room"));
        memory.take(SecretPages.LEAST_BYTES + 1);

        assertEquals(List.of("no room"), memory.lockAll(pages -> Optional.of("no room")));
    }

    @Test
    void releasedMemoryIsZeroAndUsedAgain() {
        SecretPages.Part first = memory.take(100);
        ByteBuffer view = first.memory().duplicate();
        view.put(0, (byte) 1).put(99, (byte) 2);

        memory.release(first);

        assertEquals(0, view.get(0));
        assertEquals(0, view.get(99));
        assertEquals(first.first(), memory.take(100).first());
    }

    @Test
    void secretsDoNotOverlap() {
        SecretPages.Part one = memory.take(64);
        SecretPages.Part two = memory.take(65);
        memory.release(one);
        SecretPages.Part three = memory.take(65);
        SecretPages.Part four = memory.take(1);

        assertEquals(List.of(1, 3, 0), List.of(two.first(), three.first(), four.first()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 8192, 65_535, 65_536, 65_537, 1 << 20})
    void aSecretOfAnyLengthHasExactlyItsRoom(int length) {
        assertEquals(length, memory.take(length).memory().capacity());
    }

    @Test
    void oneProcessSharesItsPagesAmongItsSecrets() {
        try (SecretBytes one = SecretBytes.takeFrom(new byte[] {1});
                SecretBytes two = SecretBytes.takeFrom(new byte[] {2})) {
            assertArrayEquals(new byte[] {1}, one.use(byte[]::clone));
            assertArrayEquals(new byte[] {2}, two.use(byte[]::clone));
        }
    }

    private Optional<String> lock(ByteBuffer pages) {
        locked.add(pages);
        return Optional.empty();
    }

    private static boolean holds(ByteBuffer pages, byte wanted) {
        for (int i = 0; i < pages.capacity(); i++) {
            if (pages.get(i) == wanted) {
                return true;
            }
        }
        return false;
    }
}
