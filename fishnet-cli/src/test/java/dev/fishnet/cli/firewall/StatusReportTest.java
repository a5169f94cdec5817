package dev.fishnet.cli.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.Terminal;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.Repair;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static final Terminal PLAIN = new Terminal(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            InputStream.nullInputStream(),
            null,
            false);

    private static final Lockdown TWO = new Lockdown(List.of(
            LockedAgent.standard(new AgentUser(
                    new UserName("agent_runner"),
                    1001,
                    new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535))))),
            new LockedAgent(
                    new AgentUser(new UserName("coder-2"), 1002, SubordinateIds.NONE),
                    new LoopbackAccess.Strict(3777, new TreeSet<>(Set.of(5173, 5432))))));

    private static final Repair REPAIR = new Repair(
            Instant.parse("2026-11-22T10:00:00Z"), List.of("iptables filter: there is no chain FISHNET-OUT"));

    private static String text(FirewallState state, Repair... repairs) {
        return String.join("\n", new StatusReport(state, List.of(repairs), Optional.empty()).lines(PLAIN)) + "\n";
    }

    @Test
    void eachAgentIsShownWithWhatItKeeps() {
        assertEquals("""
                Lockdown: enforced
                  agent_runner  standard: loopback, but no name resolution
                  coder-2  strict: ports 3777, 5173, 5432 of 127.0.0.1 and ::1
                """, text(new FirewallState.Enforced(TWO)));
    }

    @Test
    void driftIsShownAsWhatDiffers() {
        FirewallState drifted =
                new FirewallState.Drifted(TWO.without(new UserName("coder-2")), List.of("FISHNET-AGENT is empty"));

        assertEquals("""
                Lockdown: drifted. What is loaded is not what should be:
                  agent_runner  standard: loopback, but no name resolution
                  ! FISHNET-AGENT is empty
                """, text(drifted));
    }

    @Test
    void whatCannotBeSeenIsSaidAndSoIsWhatShouldBe() {
        FirewallState unreadable = new FirewallState.Unreadable(
                TWO.without(new UserName("agent_runner")), "only root can read the packet filter");

        assertEquals("""
                Lockdown: cannot be seen. only root can read the packet filter; it should be:
                  coder-2  strict: ports 3777, 5173, 5432 of 127.0.0.1 and ::1
                """, text(unreadable));
    }

    @Test
    void whatWasPutBackIsToldWithItsTime() {
        assertEquals("""
                Lockdown: absent. No rules of Fishnet are loaded.
                Put back at 2026-11-22T10:00:00Z, because another program had changed it:
                  iptables filter: there is no chain FISHNET-OUT
                """, text(new FirewallState.Absent(), REPAIR));
    }

    @Test
    void onlyWhatIsInForceIsGood() {
        Optional<UserName> stranger = Optional.of(new UserName("somebody"));

        assertTrue(new StatusReport(new FirewallState.Absent(), List.of(), Optional.empty()).isGood());
        assertTrue(new StatusReport(new FirewallState.Enforced(TWO), List.of(), Optional.empty()).isGood());
        assertFalse(new StatusReport(new FirewallState.Enforced(TWO), List.of(), stranger).isGood());
        assertFalse(new StatusReport(new FirewallState.Absent(), List.of(), stranger).isGood());
        assertFalse(
                new StatusReport(new FirewallState.Drifted(Optional.of(TWO), List.of("x")), List.of(), Optional.empty())
                        .isGood());
        assertFalse(new StatusReport(new FirewallState.Unreadable(Optional.of(TWO), "x"), List.of(), Optional.empty())
                .isGood());
    }

    @Test
    void programsGetTheSameAsJson() {
        FirewallState drifted = new FirewallState.Drifted(Optional.of(TWO), List.of("a \"rule\" is \\ missing"));

        assertEquals("""
                {"state":"drifted",\
                "agents":[{"user":"agent_runner","uid":1001,"subordinate_uids":["100000-165535"],"state":"drifted",\
                "mode":"standard"},{"user":"coder-2","uid":1002,"subordinate_uids":[],"state":"drifted",\
                "mode":"strict","gateway_port":3777,"allowed_ports":[5173,5432]}],\
                "differences":["a \\"rule\\" is \\\\ missing"],\
                "repairs":[{"at":"2026-11-22T10:00:00Z",\
                "differences":["iptables filter: there is no chain FISHNET-OUT"]}]}""", new StatusReport(drifted, List.of(REPAIR), Optional.empty()).json());
    }
}
