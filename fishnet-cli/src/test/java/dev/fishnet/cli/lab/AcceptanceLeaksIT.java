package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The leak battery that lives beside the checkout, where it does: each script tries one way out under the lockdown. */
class AcceptanceLeaksIT {
    private static final Undo UNDO = new Undo();

    private static OneLab lab;
    private static Path battery;
    private static Path launcher;

    @BeforeAll
    static void prepare() throws IOException {
        Requirements.rootOnLinux();
        launcher = Requirements.launcher();
        battery = Path.of(System.getProperty(
                "fishnet.leaks",
                launcher.resolveSibling("../shared/acceptance/leaks").toString()));
        assumeTrue(Files.isDirectory(battery), "there is no leak battery at " + battery);
        Requirements.tools("ip", "iptables", "setpriv", "useradd", "python3", "newuidmap", "ping", "tcpdump", "setcap");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-tcp4",
                "02-tcp6",
                "03-udp4",
                "04-udp6",
                "05-ping4-filecap",
                "06-ping4-setuid",
                "07-ping4-pingsocket",
                "08-ping6",
                "12-earlier-accept",
                "17-subuid",
                "28-bindtodevice",
                "30-broadcast",
                "31-multicast"
            })
    @Tag("S-01")
    @Tag("S-02")
    void theWayIsBlocked(String script) {
        List<String> without = verdicts(script, "none");
        List<String> verdicts = verdicts(script, "fishnet");

        assertTrue(
                without.stream().anyMatch(line -> line.startsWith("LEAK ")),
                "a script that sees no leak proves nothing");
        assertEquals(without.size(), verdicts.size(), verdicts::toString);
        assertTrue(verdicts.stream().allMatch(line -> line.startsWith("BLOCKED ")), verdicts::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = "00-loopback-works")
    void loopbackAndOtherUsersWork(String script) {
        List<String> verdicts = verdicts(script, "fishnet");

        assertEquals(3, verdicts.size(), verdicts::toString);
        assertTrue(verdicts.stream().allMatch(line -> line.startsWith("WORKS ")), verdicts::toString);
    }

    private static List<String> verdicts(String script, String rules) {
        List<String> argv = List.of("bash", battery.resolve(script + ".sh").toString(), rules);
        Run run = Run.of(argv, Map.of("FISHNET", launcher.toString()));
        assertFalse(run.output().contains("rules failed"), run::toString);
        return run.lines().stream().filter(AcceptanceLeaksIT::isVerdict).toList();
    }

    private static boolean isVerdict(String line) {
        return Stream.of("LEAK", "BLOCKED", "WORKS", "BROKEN", "N/A").anyMatch(word -> line.startsWith(word + " "));
    }
}
