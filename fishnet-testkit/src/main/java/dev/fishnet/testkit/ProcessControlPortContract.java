package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ProcessControlPort} promises, shown with programs that every unix has. */
public interface ProcessControlPortContract {
    ProcessControlPort processes();

    /** A process that waits long enough to be looked at; the implementing test ends it. */
    long startedProcess();

    /** The id of a process that is not there any more. */
    long endedProcess();

    @Test
    default void whatACommandPrintsIsReturned() throws FishnetException {
        ProcessOutcome outcome = processes().run(Command.of("printf", "%s", "a b\n'c'"));

        assertEquals(new ProcessOutcome(0, "a b\n'c'", ""), outcome);
    }

    @Test
    default void theInputIsReadToItsEnd() throws FishnetException {
        assertEquals(
                "one\ntwo\n",
                processes().run(Command.of("cat").withInput("one\ntwo\n")).output());
    }

    @Test
    default void withoutInputThereIsNothingToRead() throws FishnetException {
        assertEquals("", processes().run(Command.of("cat")).output());
    }

    @Test
    default void aFailureIsAnOutcome() throws FishnetException {
        ProcessOutcome outcome = processes().run(Command.of("false"));

        assertEquals(1, outcome.exitStatus());
        assertFalse(outcome.succeeded());
    }

    @Test
    default void aProgramThatIsAttendedEndsWithItsStatus() throws FishnetException {
        assertEquals(1, processes().attend(Command.of("false")));
    }

    @Test
    default void aProgramToAttendThatIsNotInstalledIsNamed() {
        assertThrows(ProgramMissingException.class, () -> processes().attend(Command.of("fishnet-no-such-program")));
    }

    @Test
    default void aProgramThatIsNotInstalledIsNamed() {
        ProgramMissingException refused = assertThrows(
                ProgramMissingException.class, () -> processes().run(Command.of("fishnet-no-such-program")));

        assertEquals("'fishnet-no-such-program' is not installed", refused.getMessage());
    }

    @Test
    default void aProcessKeepsItsStart() {
        long pid = startedProcess();
        Optional<Instant> start = processes().startOf(pid);

        assertTrue(start.isPresent());
        assertEquals(start, processes().startOf(pid));
    }

    @Test
    default void aProcessThatEndedHasNoStart() {
        assertEquals(Optional.empty(), processes().startOf(endedProcess()));
    }

    @Test
    default void aProcessIsEndedByItsIdAndStart() throws FishnetException {
        long pid = startedProcess();

        assertTrue(processes().terminate(pid, processes().startOf(pid).orElseThrow()));

        assertTrue(Eventually.isTrue(() -> processes().startOf(pid).isEmpty()));
    }

    @Test
    default void anotherProcessOfTheSameIdIsLeftAlone() throws FishnetException {
        long pid = startedProcess();
        Instant start = processes().startOf(pid).orElseThrow();

        assertFalse(processes().terminate(pid, start.minusMillis(10)));

        assertEquals(Optional.of(start), processes().startOf(pid));
    }

    @Test
    default void endingAProcessThatEndedIsNotAnError() throws FishnetException {
        assertFalse(processes().terminate(endedProcess(), Instant.EPOCH));
    }
}
