package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The leak battery that lives beside the checkout, where it does: each script tries one way out, under both back ends
 * and both modes.
 */
class AcceptanceLeaksIT {
    /** What its README calls the rule's limit: open, and doctor's to name. */
    private static final Set<String> LIMITS = Set.of("15", "22", "23", "24", "32", "41", "42");

    private static final Set<String> OPEN_IN_STANDARD = Set.of("25", "26", "27");

    /** A network namespace without an uplink, and pasta inside a namespace: nothing gets out without rules either. */
    private static final Set<String> NO_CONTROL = Set.of("18", "20");

    private static final String LOOPBACK_WORKS = "00";

    private static final Undo UNDO = new Undo();
    private static final Map<String, List<String>> WITHOUT_RULES = new HashMap<>();

    private static OneLab lab;
    private static Path battery;
    private static Path launcher;

    @BeforeAll
    static void prepare() throws IOException {
        Requirements.rootOnLinux();
        launcher = Requirements.launcher();
        battery = Path.of(System.getProperty(
                "fishnet.leaks",
                Path.of("..", "..", "shared", "acceptance", "leaks")
                        .toAbsolutePath()
                        .normalize()
                        .toString()));
        assumeTrue(Files.isDirectory(battery), "there is no leak battery at " + battery);
        Requirements.tools("ip", "iptables", "nft", "setpriv", "useradd", "python3", "newuidmap", "ping", "setcap");
        Requirements.tools("gcc", "slirp4netns", "pasta", "socat", "sudo");
        lab = OneLab.enter();
        LeakAgent.make(UNDO);
    }

    @AfterAll
    static void remove() {
        UNDO.close();
        if (lab != null) {
            lab.close();
        }
    }

    static Stream<Arguments> everyWay() throws IOException {
        Path folder = battery == null ? Path.of(System.getProperty("fishnet.leaks", ".")) : battery;
        try (Stream<Path> files = Files.list(folder)) {
            List<String> scripts = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d\\d-.*\\.sh"))
                    .sorted()
                    .toList();
            return scripts.stream()
                    .flatMap(script -> Stream.of("iptables", "nftables")
                            .flatMap(backend ->
                                    Stream.of("standard", "strict").map(mode -> arguments(script, backend, mode))));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    @Tag("S-01")
    @Tag("S-02")
    void theWayIsBlocked(String script, String backend, String mode) {
        String number = script.substring(0, 2);
        boolean mayBeOpen = LIMITS.contains(number) || mode.equals("standard") && OPEN_IN_STANDARD.contains(number);
        List<String> without = WITHOUT_RULES.computeIfAbsent(script, name -> verdicts(name, "none", ""));
        if (!NO_CONTROL.contains(number) && !number.equals(LOOPBACK_WORKS)) {
            assertTrue(anyOf(without, "LEAK"), () -> "a script that sees no leak proves nothing: " + without);
        }

        String strict = mode.equals("strict") ? " --strict" : "";
        List<String> verdicts = verdicts(script, "fishnet", "--backend " + backend + strict);

        assertEquals(without.size(), verdicts.size(), verdicts::toString);
        String expected = number.equals(LOOPBACK_WORKS) ? "WORKS" : "BLOCKED";
        assertTrue(
                verdicts.stream().allMatch(line -> mayBeOpen || anyOf(List.of(line), expected, "N/A")),
                verdicts::toString);
    }

    private static boolean anyOf(List<String> verdicts, String... words) {
        return verdicts.stream().anyMatch(line -> Stream.of(words).anyMatch(word -> line.startsWith(word + " ")));
    }

    private static List<String> verdicts(String script, String rules, String flags) {
        List<String> argv = List.of("bash", battery.resolve(script).toString(), rules);
        Run run = Run.of(argv, Map.of("FISHNET", launcher.toString(), "FISHNET_ARGS", flags));
        assertFalse(run.output().contains("rules failed"), run::toString);
        return run.lines().stream()
                .filter(line -> anyOf(List.of(line), "LEAK", "BLOCKED", "WORKS", "BROKEN", "N/A"))
                .toList();
    }
}
