package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A host, and another one beyond a wire that counts what comes through: never neighbour discovery and the like. */
final class Wire implements AutoCloseable {
    private @Nullable Host host;
    private @Nullable Host internet;

    void open() {
        host = Host.create();
        internet = Host.create();
        host().connectTo(internet());
        host().require("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647");
        internet().require("sysctl", "-qw", "net.ipv4.icmp_echo_ignore_broadcasts=0");
        assumeTrue(host().ask("/usr/bin/python3", "-c", "pass").succeeded(), "python3 plays the agent");
        assertTrue(Eventually.isTrue(
                () -> host().ask("ping", "-c1", "-W0.1", "192.0.2.2").succeeded()));
        assertTrue(Eventually.isTrue(
                () -> host().ask("ping", "-6", "-c1", "-W0.1", "2001:db8::2").succeeded()));
        count();
    }

    private void count() {
        internet().require("nft", "add table inet seen");
        internet().require("nft", "add counter inet seen arrived");
        internet().require("nft", "add chain inet seen input { type filter hook prerouting priority -300; }");
        for (String what : new String[] {
            "meta l4proto { tcp, udp } th dport 4443", "icmp type echo-request", "icmpv6 type echo-request"
        }) {
            internet().require("nft", "add rule inet seen input iifname eth0 " + what + " counter name arrived");
        }
    }

    Host host() {
        return Objects.requireNonNull(host);
    }

    Host internet() {
        return Objects.requireNonNull(internet);
    }

    void enable(Lockdown lockdown, PacketFilter... filters) throws FishnetException {
        new PlanRunner(host(), new InMemoryFiles())
                .apply(Firewalls.of(host(), filters).enable(lockdown));
    }

    long arrived() {
        String listed = internet().require("nft", "list", "counter", "inet", "seen", "arrived");
        return Long.parseLong(listed.replaceAll("(?s).*packets (\\d+).*", "$1"));
    }

    @Override
    public void close() {
        for (Host each : new Host[] {host, internet}) {
            if (each != null) {
                each.close();
            }
        }
    }
}
