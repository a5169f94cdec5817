package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDayTest {
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01", "1999-12-31", "2024-02-29", "2026-11-22", "9999-12-31"})
    void aDayIsWrittenAsItIsWhicheverWasWrittenBefore(String date) {
        long day = LocalDate.parse(date).toEpochDay();

        for (long other : new long[] {day, 0, day, 1, day, day}) {
            String written = new String(WrittenDay.octets(other), UTF_8);

            assertEquals(LocalDate.ofEpochDay(other).toString(), written);
        }
    }
}
