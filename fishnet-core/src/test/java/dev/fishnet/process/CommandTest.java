package dev.fishnet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void argumentsStayAsTheyAre() {
        Command command = Command.of("printf", "%s", "$(id); `id`", "");

        assertEquals(List.of("printf", "%s", "$(id); `id`", ""), command.argv());
        assertEquals(Optional.empty(), command.input());
    }

    @Test
    void aCommandCannotBeChangedFromOutside() {
        List<String> argv = new ArrayList<>(List.of("true"));
        Command command = new Command(argv, Optional.empty());

        argv.set(0, "reboot");

        assertEquals(Command.of("true"), command);
    }

    @Test
    void inputIsAddedToACopy() {
        Command command = Command.of("cat");

        assertEquals(Optional.of("text"), command.withInput("text").input());
        assertEquals(Optional.empty(), command.input());
    }

    @Test
    @Tag("S-04")
    void aCommandWithoutAProgramOrWithNulIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Command.of());
        assertThrows(IllegalArgumentException.class, () -> Command.of("", "x"));
        assertThrows(IllegalArgumentException.class, () -> Command.of("printf", "a\0b"));
    }

    @Test
    void onlyStatusZeroIsSuccess() {
        assertTrue(new ProcessOutcome(0, "", "warning").succeeded());
        assertFalse(new ProcessOutcome(1, "done", "").succeeded());
    }

    @Test
    void aMissingProgramIsUnavailable() {
        ProgramMissingException missing = new ProgramMissingException("iptables");

        assertEquals("'iptables' is not installed", missing.getMessage());
        assertEquals(dev.fishnet.error.ErrorKind.UNAVAILABLE, missing.kind());
    }
}
