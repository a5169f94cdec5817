package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.lab.Breakage.Lockdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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

    private static World world;
    private static Path launcher;
    private static Path data;
    private static String uid = "";
    private static String[] range = {};
    private static final Map<Lockdown, Rules> saved = new HashMap<>();

    @BeforeAll
    static void build() throws Exception {
        Requirements.rootOnLinux();
        launcher = Requirements.launcher();
        Requirements.tools("ip", "iptables", "ip6tables", "nft", "setpriv", "useradd", "tcpdump", "unshare", "logger");
        Requirements.tools("socat");
        world = new World();
        data = world.folder("rwx------");
        uid = Run.of("id", "-u", world.agent()).mustSucceed().output().strip();
        range = Files.readAllLines(Path.of("/etc/subuid")).stream()
                .filter(line -> line.startsWith(world.agent() + ":"))
                .findFirst()
                .orElseThrow()
                .split(":", -1);
        onMachine("sysctl -q -w net.ipv4.ping_group_range=0\t2147483647");
        inBackground(world.onMachine(), "socat", "TCP6-LISTEN:3777,fork,reuseaddr,ipv6only=0", "PIPE");
    }

    @AfterAll
    static void remove() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    @Order(1)
    @Tag("S-26")
    void withoutALockdownItSaysOpenExactlyWhereAPacketArrives() throws Exception {
        Run verify = agreesWithTheWire();

        assertEquals(3, verify.exit(), verify::toString);
        assertTrue(count(verify, "open") > 60, verify::toString);
    }

    @ParameterizedTest
    @MethodSource("dev.fishnet.cli.lab.Breakage#lockdowns")
    @Order(2)
    @Tag("S-26")
    void aLockdownThatHoldsPasses(Lockdown lockdown) throws Exception {
        fishnet(enable(lockdown)).mustSucceed();
        saved.put(lockdown, Rules.save());

        Run verify = agreesWithTheWire();

        assertEquals(0, verify.exit(), verify::toString);
        assertTrue(count(verify, "blocked") > 60, verify::toString);
        assertEquals(2, count(verify, "works"), verify::toString);
    }

    @ParameterizedTest
    @MethodSource("dev.fishnet.cli.lab.Breakage#all")
    @Order(3)
    @Tag("S-26")
    void aBrokenLockdownIsFound(Breakage breakage) throws IOException {
        saved.get(breakage.lockdown()).restore();
        Stream.of(breakage.commands())
                .map(line -> line.replace("UID", uid).replace("RANGE", range[1] + "-" + lastSubordinate()))
                .forEach(VerifyIT::onMachine);

        Run verify = verify();

        assertEquals(3, verify.exit(), verify::toString);
        List<String> faults =
                cases(verify).stream().filter(Case::fault).map(Case::id).toList();
        assertTrue(faults.containsAll(breakage.faults(range[1])), () -> faults + "\n" + verify);
        assertEquals(breakage.shown().isEmpty(), faults.equals(List.of("rules")), faults::toString);
    }

    private static long lastSubordinate() {
        return Long.parseLong(range[1]) + Long.parseLong(range[2]) - 1;
    }

    /** What the packet filters of the machine hold, byte for byte as their own tools have it. */
    private record Rules(Path four, Path six, Path nft) {
        static Rules save() throws IOException {
            Path folder = world.folder("rwx------");
            return new Rules(
                    saved(folder.resolve("4"), "iptables-save"),
                    saved(folder.resolve("6"), "ip6tables-save"),
                    saved(folder.resolve("n"), "nft list table inet fishnet"));
        }

        private static Path saved(Path file, String command) throws IOException {
            Run run = Run.of(Run.join(world.onMachine(), command.split(" ", -1)), Map.of());
            return Files.writeString(file, run.exit() == 0 ? run.output() : "");
        }

        void restore() {
            onMachine("nft flush ruleset");
            onMachine("iptables-restore " + four);
            onMachine("ip6tables-restore " + six);
            onMachine("nft -f " + nft);
        }
    }

    private static String[] enable(Lockdown lockdown) {
        String line = "firewall enable --apply --agent-user " + world.agent() + " --backend " + lockdown.backend();
        return (lockdown.strict() ? line + " --strict" : line).split(" ", -1);
    }

    /** Verifies, and holds each verdict against what comes out at the other end of the wire. */
    private static Run agreesWithTheWire() throws Exception {
        Path wire = world.folder("rwxrwxrwx").resolve("wire");
        // Of packets whole, its ring has room for eight, and drops the ninth of a burst.
        List<String> listen =
                List.of("tcpdump", "-n", "-l", "-U", "-i", "wire1", "-s", "256", "-B", "4096", "--immediate-mode");
        Process tcpdump =
                Run.start(Run.join(world.onInternet(), listen.toArray(String[]::new)), Map.of(), Path.of("."), wire);
        Await.until("tcpdump to listen", () -> read(wire).contains("listening on"));

        Run verify = verify();

        tcpdump.destroy();
        tcpdump.waitFor();
        String arrived = read(wire);
        List<Case> sent = cases(verify).stream()
                .filter(each -> !each.id.matches("udplite.|udp6-fragments|icmp6")) // tcpdump shows no port of these
                .filter(each -> each.target.matches(".*(198\\.51|203\\.0|2001:db8:77).*:\\d+"))
                .toList();
        assertTrue(sent.size() > 30, verify::toString);
        for (Case each : sent) {
            assertEquals(each.verdict.equals("open"), arrived.contains(each.onWire()), each + "\n" + arrived);
        }
        return verify;
    }

    private static void onMachine(String command) {
        Run.of(Run.join(world.onMachine(), command.split(" ", -1)), Map.of()).mustSucceed();
    }

    private static void inBackground(List<String> where, String... command) throws IOException {
        Process process = Run.start(Run.join(where, command), Map.of(), Path.of("."), data.resolve("background"));
        world.undo().add(process::destroyForcibly);
    }

    private static Run verify() {
        return fishnet("firewall", "verify", "--agent-user", world.agent(), "--json");
    }

    private static Run fishnet(String... arguments) {
        return Run.of(
                Run.join(Run.join(world.onMachine(), launcher.toString()), arguments),
                Map.of("FISHNET_DATA_DIR", data.toString()));
    }

    private static long count(Run verify, String verdict) {
        return cases(verify).stream()
                .filter(each -> each.verdict.equals(verdict))
                .count();
    }

    private record Case(String id, String verdict, boolean fault, String target) {
        /** As tcpdump writes the target, the port behind a dot. */
        String onWire() {
            return "> " + target.replaceAll("[\\[\\]]", "").replaceFirst(":(\\d+)$", ".$1");
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
