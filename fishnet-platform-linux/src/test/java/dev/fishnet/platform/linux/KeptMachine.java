package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.time.Instant;
import java.util.List;

/** A {@link PretendMachine} that systemd boots, with two packet filters and the program that repairs. */
final class KeptMachine {
    static final String LOCKDOWN = "/etc/fishnet/firewall/lockdown";
    static final String JAVA = "/usr/lib/jvm/x";
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final AgentUser CODER = new AgentUser(new UserName("coder"), 1001, SubordinateIds.NONE);
    static final AgentUser TESTER = new AgentUser(new UserName("tester"), 1002, SubordinateIds.NONE);
    static final ServiceDefinition PROGRAM = new ServiceDefinition(
            "/usr/lib/fishnet",
            List.of("/build/jna.jar", "/build/sqlite.jar", "/build/netty.jar", "/build/fishnet-cli.jar"),
            JAVA,
            new UserName("fishnet"),
            "/var/lib/fishnet");

    final PretendMachine machine = new PretendMachine()
            .rootsFolder("/usr/lib/jvm")
            .rootsFolder(JAVA)
            .rootsFolder(JAVA + "/bin")
            .file(JAVA + "/bin/java", "root", 0755, "java")
            .file("/build/fishnet-cli.jar", "root", 0644, "cli")
            .file("/build/jna.jar", "root", 0644, "jna")
            .file("/build/sqlite.jar", "root", 0644, "sqlite")
            .file("/build/netty.jar", "root", 0644, "netty");
    final PretendSystemd systemd = new PretendSystemd(machine);
    final PretendFilter iptables = new PretendFilter(FirewallBackend.IPTABLES, machine);
    final PretendFilter nftables = new PretendFilter(FirewallBackend.NFTABLES, machine);

    LinuxFirewall firewall(FirewallBackend choice) {
        return new LinuxFirewall(
                List.of(iptables, nftables),
                choice,
                new SystemdPersistence(machine, machine, "/usr/lib/fishnet", () -> NOW),
                new LiveConnections(machine));
    }

    LinuxFirewall firewall() {
        return firewall(FirewallBackend.AUTO);
    }

    void apply(ChangePlan plan) throws FishnetException {
        machine.runner().apply(plan);
    }

    /** As the command does it: the lockdown first, the watch when it is in force. */
    void enable(Lockdown lockdown) throws FishnetException {
        apply(firewall().enable(lockdown));
        apply(firewall().healing(lockdown, PROGRAM));
    }

    /** Everything that a plan can change. */
    String state() {
        return machine.state() + systemd + rules();
    }

    /** Which rules are loaded, and what will be loaded at the next boot. */
    String inForce() {
        return rules() + systemd.enabled() + (machine.has(LOCKDOWN) ? machine.digest(LOCKDOWN) : "");
    }

    private String rules() {
        return iptables.loaded() + " " + nftables.loaded();
    }

    void assertKept(FirewallBackend backend, Lockdown lockdown) throws FishnetException {
        assertEquals(new FirewallState.Enforced(lockdown), firewall().inspect());
        assertEquals(
                KeptLockdown.text(new Persistence.Kept(backend, lockdown)),
                machine.text(LOCKDOWN).orElseThrow());
        for (String unit : List.of(FirewallUnits.HOLD, FirewallUnits.BOOT)) {
            assertTrue(systemd.runs(unit) && systemd.enabled().contains(unit), () -> unit + ": " + systemd);
        }
        assertFalse(systemd.holds());
    }
}
