package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of an agent, sent for real: a second host counts what reaches it. */
@Tag("S-01")
class LockdownTest {
    private static final long AGENT = 61_001;
    private static final long SUBORDINATE = 100_777;
    private static final long BYSTANDER = 61_005;

    private static final Lockdown POLICY = lockdown(new AgentUser(
            new UserName("agent_runner"),
            AGENT,
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535)))));

    private static final String TCP4 = "exec 3<>/dev/tcp/192.0.2.2/4443";
    private static final String TCP6 = "exec 3<>/dev/tcp/2001:db8::2/4443";
    private static final String UDP4 = "echo leak >/dev/udp/192.0.2.2/4443";
    private static final String UDP6 = "echo leak >/dev/udp/2001:db8::2/4443";
    private static final String ICMP4 = "ping -c1 -W1 192.0.2.2";
    private static final String ICMP6 = "ping -6 -c1 -W1 2001:db8::2";
    private static final String BROADCAST = "ping -b -c1 -W1 192.0.2.255";

    private Host host;
    private Host internet;

    @BeforeEach
    void connect() {
        host = Host.create();
        internet = Host.create();
        host.connectTo(internet);
        host.require("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647");
        assertTrue(Eventually.isTrue(
                () -> host.ask("ping", "-c1", "-W0.1", "192.0.2.2").succeeded()));
        assertTrue(Eventually.isTrue(
                () -> host.ask("ping", "-6", "-c1", "-W0.1", "2001:db8::2").succeeded()));
        for (String tool : List.of("iptables", "ip6tables")) {
            internet.require(
                    tool, "-A", "INPUT", "-p", "tcp", "--dport", "4443", "-j", "REJECT", "--reject-with", "tcp-reset");
            internet.require(tool, "-A", "INPUT", "-p", "udp", "--dport", "4443", "-j", "ACCEPT");
        }
        internet.require("iptables", "-A", "INPUT", "-p", "icmp", "--icmp-type", "echo-request", "-j", "ACCEPT");
        internet.require(
                "ip6tables", "-A", "INPUT", "-p", "ipv6-icmp", "--icmpv6-type", "echo-request", "-j", "ACCEPT");
    }

    @AfterEach
    void disconnect() {
        for (Host each : new Host[] {host, internet}) {
            if (each != null) {
                each.close();
            }
        }
    }

    private void enable() throws FishnetException {
        FirewallPort firewall = Firewalls.iptables(host, () -> true);
        new PlanRunner(host, new InMemoryFiles()).apply(firewall.enable(POLICY));
    }

    private ProcessOutcome as(long uid, String script) {
        String id = String.valueOf(uid);
        return host.ask(
                "setpriv", "--reuid", id, "--regid", id, "--clear-groups", "timeout", "2", "bash", "-c", script);
    }

    /** Packets that any of the counting rules of the other host has seen. */
    private long arrived() {
        String counted = internet.require("iptables-save", "-c", "-t", "filter")
                + internet.require("ip6tables-save", "-c", "-t", "filter");
        Matcher matcher = Pattern.compile("(?m)^\\[([0-9]+):[0-9]+] -A INPUT").matcher(counted);
        return matcher.results()
                .mapToLong(rule -> Long.parseLong(rule.group(1)))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {TCP4, TCP6, UDP4, UDP6, ICMP4, ICMP6, BROADCAST})
    void anAgentReachesNobody(String script) throws FishnetException {
        as(AGENT, script);
        assertTrue(arrived() > 0, "the probe has to work before the lockdown, or it proves nothing");
        enable();
        long before = arrived();

        assertFalse(as(AGENT, script).succeeded());
        assertFalse(as(SUBORDINATE, script).succeeded());

        assertEquals(before, arrived());
    }

    @ParameterizedTest
    @ValueSource(strings = {TCP4, TCP6})
    void aConnectionIsRefusedAtOnce(String script) throws FishnetException {
        enable();

        ProcessOutcome outcome = as(AGENT, script);

        assertTrue(outcome.errors().contains("Connection refused"), outcome::toString);
    }

    @Test
    @Tag("S-02")
    void rulesOfOthersDoNotOpenIt() throws FishnetException {
        accept("-A");
        enable();
        accept("-I");

        for (String script : List.of(TCP4, TCP6, UDP4, UDP6, ICMP4, ICMP6)) {
            as(AGENT, script);
        }

        assertEquals(0, arrived());
    }

    private void accept(String where) {
        for (String tool : List.of("iptables", "ip6tables")) {
            host.require(tool, where, "OUTPUT", "-j", "ACCEPT");
        }
    }

    @Test
    void addressTranslationOfLoopbackDoesNotOpenIt() throws FishnetException {
        host.require("sysctl", "-qw", "net.ipv4.conf.all.route_localnet=1");
        host.require(
                "iptables",
                "-t",
                "nat",
                "-A",
                "OUTPUT",
                "-d",
                "127.0.0.9",
                "-p",
                "tcp",
                "-j",
                "DNAT",
                "--to-destination",
                "192.0.2.2:4443");
        host.require("iptables", "-t", "nat", "-A", "POSTROUTING", "-o", "eth0", "-j", "MASQUERADE");
        String rerouted = "exec 3<>/dev/tcp/127.0.0.9/4443";
        as(AGENT, rerouted);
        long before = arrived();
        assertTrue(before > 0, "the detour has to work before the lockdown, or it proves nothing");
        enable();

        as(AGENT, rerouted);

        assertEquals(before, arrived());
    }

    @Test
    void everybodyElseIsLeftAlone() throws FishnetException {
        enable();

        as(BYSTANDER, TCP4);
        as(BYSTANDER, UDP6);

        assertEquals(2, arrived());
    }

    @Test
    void loopbackIsOpenButForNameResolution() throws Exception {
        Process server = listen("3777", "53");
        try {
            enable();

            assertTrue(as(AGENT, "exec 3<>/dev/tcp/127.0.0.1/3777").succeeded());
            assertTrue(as(AGENT, "exec 3<>/dev/tcp/::1/3777").succeeded());
            assertTrue(as(SUBORDINATE, "exec 3<>/dev/tcp/127.0.0.1/3777").succeeded());
            assertFalse(as(AGENT, "exec 3<>/dev/tcp/127.0.0.1/53").succeeded());
            assertFalse(as(AGENT, "exec 3<>/dev/tcp/::1/53").succeeded());
            assertTrue(as(BYSTANDER, "exec 3<>/dev/tcp/127.0.0.1/53").succeeded());
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    /** A server inside the host that accepts connections when this returns. */
    private Process listen(String... ports) throws IOException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                LoopbackServer.class.getName()));
        java.addAll(List.of(ports));
        Process server =
                new ProcessBuilder(host.inside(java)).redirectErrorStream(true).start();
        assertEquals("listening", server.inputReader().readLine());
        return server;
    }

    @Test
    void puttingItRightAgainAndAgainLetsNothingThrough() throws Exception {
        Process flood = flood();
        try {
            assertTrue(Eventually.isTrue(() -> arrived() > 0));
            enable();
            long before = arrived();

            for (int i = 0; i < 20; i++) {
                host.require("iptables", "-A", "OUTPUT", "-j", "FISHNET-OUT");
                enable();
            }

            assertEquals(before, arrived());
        } finally {
            flood.destroyForcibly().waitFor();
        }
    }

    /** An agent that sends as fast as it can, until it is ended. */
    private Process flood() throws IOException {
        List<String> agent = List.of("setpriv", "--reuid", "61001", "--regid", "61001", "--clear-groups");
        List<String> command = new ArrayList<>(agent);
        command.addAll(List.of("bash", "-c", "while :; do " + UDP4 + "; done"));
        return new ProcessBuilder(host.inside(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
