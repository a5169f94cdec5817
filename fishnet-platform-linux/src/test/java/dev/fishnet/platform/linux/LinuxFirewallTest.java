package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two packet filters on one machine, both real. */
class LinuxFirewallTest {
    private static final AgentUser FIRST = new AgentUser(new UserName("first"), 61_001, SubordinateIds.NONE);
    private static final AgentUser SECOND = new AgentUser(new UserName("second"), 61_002, SubordinateIds.NONE);

    private Host host;

    @BeforeEach
    void open() {
        host = Host.create();
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
        }
    }

    private PacketFilter iptables() {
        return new IptablesFilter(host, () -> true);
    }

    private PacketFilter nftables() {
        return new NftFilter(host);
    }

    private LinuxFirewall firewall(FirewallBackend choice, PacketFilter... installed) {
        return new LinuxFirewall(List.of(installed), choice, Persistence.NONE, new LiveConnections(host));
    }

    private LinuxFirewall firewall(FirewallBackend choice) {
        return firewall(choice, iptables(), nftables());
    }

    private void enable(FirewallBackend choice, Lockdown lockdown) throws FishnetException {
        apply(firewall(choice).enable(lockdown));
    }

    private void apply(ChangePlan plan) throws FishnetException {
        new PlanRunner(host, new InMemoryFiles()).apply(plan);
    }

    private static boolean holds(PacketFilter filter) throws FishnetException {
        return !filter.read().orElseThrow().isEmpty();
    }

    @Test
    void theFirstThatIsInstalledIsTaken() throws FishnetException {
        assertEquals("iptables", firewall(FirewallBackend.AUTO).backend());
        assertEquals("nftables", firewall(FirewallBackend.AUTO, nftables()).backend());
    }

    @Test
    @Tag("S-01")
    void theOneThatHoldsTheLockdownIsKept() throws FishnetException {
        enable(FirewallBackend.NFTABLES, lockdown(FIRST));
        enable(FirewallBackend.AUTO, lockdown(SECOND));

        assertEquals("nftables", firewall(FirewallBackend.AUTO).backend());
        assertFalse(holds(iptables()));
        assertEquals(
                new FirewallState.Enforced(lockdown(FIRST, SECOND)),
                firewall(FirewallBackend.AUTO).inspect());
    }

    @Test
    @Tag("S-01")
    void everybodyIsCarriedOverToAnotherBackEnd() throws FishnetException {
        enable(FirewallBackend.IPTABLES, lockdown(FIRST));
        enable(FirewallBackend.NFTABLES, lockdown(SECOND));

        assertFalse(holds(iptables()));
        assertEquals(
                new FirewallState.Enforced(lockdown(FIRST, SECOND)),
                firewall(FirewallBackend.AUTO).inspect());
    }

    @Test
    @Tag("S-02")
    void rulesInBothAreDriftAndDisablingClearsBoth() throws FishnetException {
        apply(firewall(FirewallBackend.AUTO, iptables()).enable(lockdown(FIRST)));
        apply(firewall(FirewallBackend.AUTO, nftables()).enable(lockdown(SECOND)));

        FirewallState.Drifted drifted = assertInstanceOf(
                FirewallState.Drifted.class, firewall(FirewallBackend.AUTO).inspect());
        assertEquals(Optional.of(lockdown(FIRST, SECOND)), drifted.expected());
        assertTrue(drifted.differences().contains("rules of ours are loaded in nftables too"), drifted::toString);

        apply(firewall(FirewallBackend.AUTO).disable(FIRST.name()));
        assertEquals(
                new FirewallState.Enforced(lockdown(SECOND)),
                firewall(FirewallBackend.AUTO).inspect());
        apply(firewall(FirewallBackend.AUTO).disable(SECOND.name()));
        assertEquals(new FirewallState.Absent(), firewall(FirewallBackend.AUTO).inspect());
    }

    @Test
    void aBackEndThatIsNotInstalledIsToldHowToGet() {
        FishnetException missing = assertThrows(
                FishnetException.class,
                () -> firewall(FirewallBackend.NFTABLES, iptables()).enable(lockdown(FIRST)));

        assertEquals(ErrorKind.UNAVAILABLE, missing.kind());
        assertEquals("nftables is not installed", missing.getMessage());
        assertEquals(Optional.of("apt-get install -y nftables"), missing.hint());
    }

    @Test
    @Tag("S-01")
    void nftablesWorksBesideTablesThatIptablesCannotRead() throws FishnetException {
        host.require("nft", "add table ip filter");
        host.require("nft", "add chain ip filter OUTPUT { type filter hook output priority 0; }");
        host.require("nft", "add rule ip filter OUTPUT ip daddr { 192.0.2.9, 192.0.2.10 } meta cgroup 7 accept");
        assertThrows(
                FishnetException.class, () -> firewall(FirewallBackend.IPTABLES).enable(lockdown(FIRST)));
        assertThrows(
                FishnetException.class, () -> firewall(FirewallBackend.AUTO).enable(lockdown(FIRST)));

        enable(FirewallBackend.NFTABLES, lockdown(FIRST));

        assertEquals(
                new FirewallState.Enforced(lockdown(FIRST)),
                firewall(FirewallBackend.AUTO).inspect());
        apply(firewall(FirewallBackend.AUTO).disable(FIRST.name()));
        assertFalse(holds(nftables()));
    }
}
