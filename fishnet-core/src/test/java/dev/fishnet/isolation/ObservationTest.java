package dev.fishnet.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.isolation.Observation.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Agent", "agent groups", "_agent", "agent_", "agent__groups", "1agent", "agent\n"})
    void aNameThatIsNotOneIsRefused(String check) {
        assertThrows(IllegalArgumentException.class, () -> Observation.good(check, "all is well"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"OPEN", "UNSEEN"})
    void aFaultNeedsARemedy(Verdict verdict) {
        assertThrows(IllegalArgumentException.class, () -> new Observation("check", verdict, "detail", ""));
    }

    @Test
    void whatIsWellHasNone() {
        assertThrows(IllegalArgumentException.class, () -> new Observation("check", Verdict.GOOD, "detail", "do this"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u001b", "\u007f", "\u009b", "\u202e", "\u2028", "\u200b"})
    void aNameThatAnAgentChoseMovesNoCursor(String character) {
        Observation observation = Observation.open("check", "a" + character + "b", "rm a" + character + "b");

        assertEquals("a?b", observation.detail());
        assertEquals("rm a?b", observation.remedy());
    }
}
