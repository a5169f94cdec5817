package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.testkit.ConfidedProgramContract;
import dev.fishnet.testkit.ProcessControlPortContract;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in it is macOS's own, so that it can be shown on every unix. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a unix")
class MacosProcessesTest implements ProcessControlPortContract, ConfidedProgramContract {
    private final MacosProcesses processes = new MacosProcesses(Duration.ofSeconds(20));
    private Process sleeper;
    private long ended;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        sleeper = new ProcessBuilder("sleep", "300").start();
        Process over = new ProcessBuilder("true").start();
        over.waitFor();
        ended = over.pid();
    }

    @AfterEach
    void end() throws InterruptedException {
        sleeper.destroyForcibly().waitFor();
    }

    @Override
    public ProcessControlPort processes() {
        return processes;
    }

    @Override
    public long startedProcess() {
        return sleeper.pid();
    }

    @Override
    public long endedProcess() {
        return ended;
    }

    private String output(String... argv) throws FishnetException {
        return processes.run(Command.of(argv)).output();
    }

    @Test
    @Tag("S-04")
    void theEnvironmentIsTwoVariables() throws FishnetException {
        String environment = output("env");

        assertEquals(
                "LC_ALL=C\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\n",
                environment.lines().sorted().reduce("", (a, b) -> a + b + "\n"));
    }

    @Test
    void itRunsWhereNobodyKeepsFiles() throws FishnetException {
        assertEquals("/\n", output("pwd"));
    }

    @ParameterizedTest
    @Tag("S-04")
    @ValueSource(strings = {"./true", "bin/true", "../bin/true", "/usr/bin", "/no/such/program", ".", ".."})
    void onlyNamesAndAbsolutePathsAreStarted(String program) {
        assertThrows(ProgramMissingException.class, () -> processes.run(Command.of(program)));
    }

    @Test
    @Tag("S-04")
    void noShellReadsAnArgument() throws FishnetException {
        assertEquals("$(id) ; `id` | *", output("printf", "%s", "$(id) ; `id` | *"));
    }

    @Test
    void moreInputThanAPipeHoldsComesBackWhole() throws FishnetException {
        String text = "0123456789abcdef".repeat(100_000);

        assertEquals(text, processes.run(Command.of("cat").withInput(text)).output());
    }

    @Test
    void inputThatNobodyReadsIsNotAnError() throws FishnetException {
        String text = "0123456789abcdef".repeat(100_000);

        assertTrue(processes.run(Command.of("true").withInput(text)).succeeded());
    }

    @Test
    @Tag("S-10")
    void endlessOutputIsCutOff() {
        FishnetException failure = assertThrows(FishnetException.class, () -> output("yes"));

        assertEquals("'yes' printed more than 4 MiB", failure.getMessage());
    }

    @Test
    @Tag("S-10")
    void aProgramThatDoesNotEndIsKilled() {
        MacosProcesses impatient = new MacosProcesses(Duration.ofMillis(100));

        FishnetException failure =
                assertThrows(FishnetException.class, () -> impatient.run(Command.of("sleep", "299")));

        assertEquals("'sleep' did not end in time", failure.getMessage());
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertTrue(dev.fishnet.testkit.Eventually.isTrue(MacosProcessesTest::noChildSleeps));
    }

    private static boolean noChildSleeps() {
        return ProcessHandle.current()
                .children()
                .noneMatch(child -> child.info().arguments().stream().anyMatch(words -> words[0].equals("299")));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15})
    void aSignalCountsFrom128(int signal) throws FishnetException {
        assertEquals(
                128 + signal,
                processes
                        .run(Command.of("bash", "-c", "kill -" + signal + " $$"))
                        .exitStatus());
    }
}
