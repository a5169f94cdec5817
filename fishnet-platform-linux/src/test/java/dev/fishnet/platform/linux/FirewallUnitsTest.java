package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.testkit.Golden;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The units as reviewed; a booted machine shows what they do, and what systemd thinks of them. */
@Tag("S-27")
class FirewallUnitsTest {
    private static final NativeForm FORM = NativeIptables.of(
            Lockdown.standard(new AgentUser(new UserName("coder"), 1001, SubordinateIds.NONE)),
            Place.of(List.of(IpFamily.values())));

    @Test
    void theRulesAreLoadedBeforeAnyInterfaceIsUp() {
        String unit = FirewallUnits.boot(FORM, "/etc/fishnet/firewall");

        assertTrue(unit.contains("\nBefore=network-pre.target\n"));
        Golden.assertMatches("systemd/fishnet-firewall.service", unit);
    }

    @Test
    void theHoldIsReloadedBeforeNftablesIs() {
        String unit = FirewallUnits.hold("/etc/fishnet/firewall");

        assertTrue(unit.contains("\nBefore=nftables.service\n"));
        Golden.assertMatches("systemd/fishnet-firewall-hold.service", unit);
    }

    @Test
    void theWatchRunsNothingOfOurs() {
        Golden.assertMatches("systemd/fishnet-firewall-watch.service", FirewallUnits.watch(FORM));
        Golden.assertMatches("systemd/fishnet-firewall-record.service", FirewallUnits.record(FORM));
        Golden.assertMatches("systemd/fishnet-firewall-watch.timer", FirewallUnits.timer());
    }

    @Test
    void aRepairDoesNotRunHot() throws FishnetException {
        String unit = FirewallUnits.heal("/usr/lib/jvm/x", "/usr/lib/fishnet");

        assertTrue(unit.contains("\nStartLimitBurst=12\n"));
        Golden.assertMatches("systemd/fishnet-firewall-heal.service", unit);
    }
}
