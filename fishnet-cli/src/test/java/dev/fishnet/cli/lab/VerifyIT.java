package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code fishnet firewall verify} against what really arrives at the other end of the wire, against a lockdown that
 * holds, and against every lockdown that somebody broke.
 */
@TestMethodOrder(OrderAnnotation.class)
class VerifyIT {
    private static final Pattern FINDING = Pattern.compile(
            "\"id\":\"([^\"]+)\"[^}]*\"verdict\":\"([a-z]+)\",\"fault\":(true|false),\"target\":\"([^\"]*)\"");

    private static OneLab lab;
    private static World world;
    private static Path launcher;
    private static Path data;

    @BeforeAll
    static void build() throws IOException {
        Requirements.rootOnLinux();
        launcher = Requirements.launcher();
        Requirements.tools("ip", "iptables", "ip6tables", "setpriv", "useradd", "tcpdump", "unshare", "logger");
        lab = OneLab.enter();
        world = new World();
        data = world.folder("rwx------");
    }

    @AfterAll
    static void remove() throws IOException {
        if (world != null) {
            world.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    @Tag("S-26")
    void withoutALockdownItSaysOpenExactlyWhereAPacketArrives() throws Exception {
        Path wire = world.folder("rwxrwxrwx").resolve("wire");
        Process tcpdump = Run.start(
                Run.join(world.onInternet(), "tcpdump", "-n", "-l", "-U", "-i", "wire1", "--immediate-mode"),
                Map.of(),
                Path.of("."),
                wire);
        world.undo().add(tcpdump::destroyForcibly);
        Await.until("tcpdump to listen", () -> read(wire).contains("listening on"));

        Run verify = verify();

        tcpdump.destroy();
        tcpdump.waitFor();
        assertEquals(3, verify.exit(), verify::toString);
        String arrived = read(wire);
        List<Case> sent = cases(verify).stream()
                .filter(each -> !each.id.matches("udplite.|udp6-fragments")) // tcpdump shows no port of these
                .filter(each -> each.target.matches(".*(198\\.51|203\\.0|2001:db8:77).*(]:|\\d:| port )\\d+"))
                .toList();
        assertTrue(sent.stream().filter(each -> each.verdict.equals("open")).count() > 20, verify::toString);
        for (Case each : sent) {
            assertEquals(each.verdict.equals("open"), arrived.contains(each.onWire()), each + "\n" + arrived);
        }
    }

    @Test
    @Order(2)
    @Tag("S-26")
    void aLockdownThatHoldsPasses() {
        enable();

        Run verify = verify();

        assertEquals(0, verify.exit(), verify::toString);
        long blocked = cases(verify).stream()
                .filter(each -> each.verdict.equals("blocked"))
                .count();
        assertTrue(blocked >= 40, verify::toString);
    }

    @ParameterizedTest
    @MethodSource("dev.fishnet.cli.lab.Breakage#iptables")
    @Order(3)
    @Tag("S-26")
    void aBrokenLockdownIsFound(Breakage breakage) {
        enable();
        breakage.commands()
                .forEach(command ->
                        Run.of(Run.join(world.onMachine(), command), Map.of()).mustSucceed());

        Run verify = verify();

        assertEquals(3, verify.exit(), verify::toString);
        List<String> faults =
                cases(verify).stream().filter(Case::fault).map(Case::id).toList();
        assertTrue(faults.containsAll(breakage.found()), faults + "\n" + verify);
        assertFalse(faults.isEmpty());
    }

    private static void enable() {
        fishnet("firewall", "enable", "--agent-user", world.agent(), "--apply").mustSucceed();
    }

    private static Run verify() {
        return fishnet("firewall", "verify", "--agent-user", world.agent(), "--json");
    }

    private static Run fishnet(String... arguments) {
        return Run.of(
                Run.join(Run.join(world.onMachine(), launcher.toString()), arguments),
                Map.of("FISHNET_DATA_DIR", data.toString()));
    }

    private record Case(String id, String verdict, boolean fault, String target) {
        /** As tcpdump writes the target, the port behind a dot. */
        String onWire() {
            return "> " + target.replaceAll("[\\[\\]]", "").replaceFirst("(:| port )(\\d+)$", ".$2");
        }
    }

    private static List<Case> cases(Run verify) {
        Matcher finding = FINDING.matcher(verify.output());
        Stream.Builder<Case> cases = Stream.builder();
        while (finding.find()) {
            cases.add(new Case(
                    finding.group(1), finding.group(2), Boolean.parseBoolean(finding.group(3)), finding.group(4)));
        }
        return cases.build().toList();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
