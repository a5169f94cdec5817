package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.platform.linux.ProcStat.Range;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {
    @Test
    void theEnvironmentLiesBetweenFields50And51() {
        assertEquals(Optional.of(new Range(5000, 100)), ProcStat.environment(stat("java", "5000", "5100")));
    }

    @Test
    void aCommandMayHoldParenthesesAndBlanks() {
        assertEquals(Optional.of(new Range(5000, 100)), ProcStat.environment(stat("a) (b 7) ", "5000", "5100")));
    }

    /** A reader who may not know gets zeros. */
    @ParameterizedTest
    @CsvSource({"0,0", "0,100", "5100,5000", "5000,5000"})
    void whatIsNoRangeIsNone(String start, String end) {
        assertEquals(Optional.empty(), ProcStat.environment(stat("java", start, end)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 (java)", "1 (java) S 1 2 3"})
    void aTextThatEndsEarlyHasNone(String stat) {
        assertEquals(Optional.empty(), ProcStat.environment(stat));
    }

    /** Fields 3 to 49 hold their own numbers, as in proc_pid_stat(5). */
    private static String stat(String command, String start, String end) {
        return IntStream.rangeClosed(3, 49)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ", "1 (" + command + ") ", " " + start + " " + end + " 0\n"));
    }
}
