package dev.fishnet.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.user.SubordinateIds.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubordinateIdsTest {
    private static void assertMerged(List<Range> given, Range... expected) {
        assertEquals(List.of(expected), new SubordinateIds(given).ranges());
    }

    @Test
    void rangesAreSorted() {
        assertMerged(List.of(new Range(20, 29), new Range(5, 9)), new Range(5, 9), new Range(20, 29));
    }

    @Test
    void rangesThatTouchOrOverlapBecomeOne() {
        assertMerged(List.of(new Range(10, 19), new Range(20, 29), new Range(25, 40)), new Range(10, 40));
    }

    @Test
    void aRangeInsideAnotherIsNoLoss() {
        assertMerged(
                List.of(new Range(12, 13), new Range(10, 90), new Range(92, 99)), new Range(10, 90), new Range(92, 99));
    }

    @Test
    void rangesAtTheEndOfTheNumbersAreMerged() {
        assertMerged(
                List.of(new Range(4_294_967_290L, 4_294_967_294L), new Range(1, 4_294_967_289L)),
                new Range(1, 4_294_967_294L));
    }

    @ParameterizedTest
    @CsvSource({"0, 9", "-5, 9", "10, 9", "1, 4294967295", "9223372036854775807, -9223372036854775808"})
    void rootAndNumbersThatAreNoUidsAreRefused(long first, long last) {
        assertThrows(IllegalArgumentException.class, () -> new Range(first, last));
    }
}
