package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.testkit.Golden;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit, and what systemd itself thinks of it. */
class UnitTextTest {
    private static final double WORST_EXPOSURE = 1.5;

    @TempDir
    Path folder;

    private static ServiceDefinition keepingDataIn(String data) {
        return new ServiceDefinition("/usr/lib/fishnet", List.of(), "/usr/lib/jvm/x", new UserName("fishnet"), data);
    }

    private static String unit(boolean encrypted) throws FishnetException {
        return UnitText.render(keepingDataIn("/var/lib/fishnet"), System.getProperty("java.home"), encrypted);
    }

    @Test
    @Tag("S-19")
    void theUnitIsAsReviewed() throws FishnetException {
        Golden.assertMatches(
                "systemd/fishnet.service", UnitText.render(keepingDataIn("/var/lib/fishnet"), "/usr/lib/jvm/x", true));
    }

    @Test
    void javaRunsAsTheLauncherRunsIt() throws FishnetException, IOException {
        Path options = Path.of("..", "fishnet-cli", "src", "main", "launcher", "daemon.options");
        String unit = unit(true);
        List<String> missing = Files.readAllLines(options).stream()
                .filter(line -> line.startsWith("-"))
                .filter(option -> !unit.contains(" " + option + " "))
                .toList();

        assertEquals(List.of(), missing);
        assertTrue(unit.contains("\nEnvironment=MALLOC_ARENA_MAX=2\n"));
    }

    @Test
    @Tag("S-22")
    void whatCannotStartIsNotTriedAgain() throws FishnetException {
        assertTrue(unit(true).contains("\nRestart=on-failure\n"));
        assertTrue(unit(true).contains("\nRestartPreventExitStatus=1 2 3 243\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/home/me/fishnet", "/root", "/tmp/x", "/var/tmp/x", "/run/fishnet", "/a b", "/a\nUser=root"})
    void dataThatTheServiceWouldNotSeeIsRefused(String data) {
        assertThrows(FishnetException.class, () -> UnitText.render(keepingDataIn(data), "/usr/lib/jvm/x", true));
    }

    @ParameterizedTest
    @Tag("S-19")
    @ValueSource(booleans = {true, false})
    void systemdFindsLittleExposed(boolean encrypted) throws FishnetException, IOException {
        String said = analyze("security", unit(encrypted), "--offline=true").output();

        Matcher figure = Pattern.compile("Overall exposure level for fishnet.service: ([0-9.]+) ")
                .matcher(said);
        assertTrue(figure.find(), said);
        assertTrue(Double.parseDouble(figure.group(1)) <= WORST_EXPOSURE, said);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void systemdHasNothingToSayAgainstIt(boolean encrypted) throws FishnetException, IOException {
        ProcessOutcome outcome = analyze("verify", unit(encrypted), "--man=no");

        assertEquals(new ProcessOutcome(0, "", ""), outcome);
    }

    private ProcessOutcome analyze(String verb, String unit, String option) throws FishnetException, IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
        Path file = Files.writeString(folder.resolve("fishnet.service"), unit);
        return new LinuxProcesses(Duration.ofSeconds(30))
                .run(Command.of("systemd-analyze", verb, option, file.toString()));
    }
}
