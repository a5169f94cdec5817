package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EntrySetTest {
    @Test
    void itHoldsWhatASetWouldHold() {
        EntrySet set = new EntrySet();
        TreeSet<Long> expected = new TreeSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            long index = random.nextInt(20_000) * (random.nextInt(10) == 0 ? 1_000_000_007L : 1);
            if (random.nextBoolean()) {
                set.add(index);
                expected.add(index);
            } else {
                assertEquals(expected.remove(index), set.remove(index));
            }
        }
        assertEquals(expected.size(), set.size());
        assertEquals(List.copyOf(expected), set.first(Integer.MAX_VALUE));
        assertEquals(expected.stream().limit(5).toList(), set.first(5));
    }

    @Test
    void gapsAreJoinedAndTooManyAreTakenTogether() {
        Gaps gaps = new Gaps();
        gaps.add(3, 5);
        gaps.add(6, 6);
        gaps.add(9, 9);

        assertFalse(gaps.contains(2));
        assertTrue(gaps.contains(3));
        assertTrue(gaps.contains(6));
        assertFalse(gaps.contains(7));
        for (long index = 20; index < 50_000; index += 2) {
            gaps.add(index, index);
        }
        assertFalse(gaps.contains(21));
        assertTrue(gaps.contains(49_001));
        assertFalse(gaps.contains(49_999));
    }
}
