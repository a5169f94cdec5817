package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Found in review: somebody's own table of our name was taken for ours, and replaced. */
@Tag("S-02")
class ForeignTableTest {
    private static final Lockdown POLICY =
            Lockdown.standard(new AgentUser(new UserName("agent_runner"), 61_001, SubordinateIds.NONE));

    private Host host;

    @BeforeEach
    void somebodysTable() {
        host = Host.create();
        host.require("nft", "add", "table", "inet", "fishnet");
        host.require(
                "nft",
                "add",
                "chain",
                "inet",
                "fishnet",
                "input",
                "{ type filter hook input priority 0; policy drop; }");
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
        }
    }

    private LinuxFirewall firewall() {
        return Firewalls.of(host, new NftFilter(host));
    }

    @Test
    void itIsNeitherChangedNorTakenForALockdown() {
        String before = host.require("nft", "list", "ruleset");

        FishnetException refused =
                assertThrows(FishnetException.class, () -> firewall().enable(POLICY));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertInstanceOf(FirewallState.Unreadable.class, firewall().inspect());
        assertThrows(FishnetException.class, () -> firewall().disable(new UserName("agent_runner")));
        assertEquals(before, host.require("nft", "list", "ruleset"));
    }
}
