package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class OneLookTest {
    private static final Command LIST = Command.of("list", "all");
    private static final Command MISSING = Command.of("missing");

    private final ConcurrentLinkedQueue<Command> run = new ConcurrentLinkedQueue<>();

    private final ProcessControlPort machine = new ProcessControlPort() {
        @Override
        public ProcessOutcome run(Command command) throws FishnetException {
            run.add(command);
            if (command.equals(MISSING)) {
                throw new ProgramMissingException("missing");
            }
            return new ProcessOutcome(0, command.argv().toString(), "");
        }

        @Override
        public Optional<Instant> startOf(long pid) {
            return Optional.empty();
        }

        @Override
        public boolean terminate(long pid, Instant startedAt) {
            return false;
        }
    };

    @Test
    void aProgramIsRunOnceHoweverOftenItsAnswerIsAskedFor() throws FishnetException {
        OneLook look = OneLook.begin(machine, List.of(LIST));

        assertEquals("[list, all]", look.run(LIST).output());
        assertEquals("[list, all]", look.run(LIST).output());
        assertEquals(List.of(LIST), List.copyOf(run));
    }

    @Test
    void otherArgumentsAndOtherInputAreAnotherQuestion() throws FishnetException {
        OneLook look = OneLook.begin(machine, List.of());

        look.run(LIST);
        look.run(Command.of("list"));
        look.run(LIST.withInput("text"));

        assertEquals(3, run.size());
    }

    @Test
    void aProgramThatIsMissingIsMissingAgain() {
        OneLook look = OneLook.begin(machine, List.of(MISSING));

        assertThrows(ProgramMissingException.class, () -> look.run(MISSING));
        assertThrows(ProgramMissingException.class, () -> look.run(MISSING));
        assertEquals(1, run.size());
    }
}
