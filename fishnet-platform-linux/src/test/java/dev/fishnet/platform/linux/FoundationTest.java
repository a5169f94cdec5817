package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the last one out leaves of a machine, byte for byte, seen with every tool. */
@Tag("S-02")
@Execution(ExecutionMode.CONCURRENT)
class FoundationTest {
    private static final AgentUser AGENT = new AgentUser(new UserName("agent_runner"), 61_001, SubordinateIds.NONE);
    private static final AgentUser CODER = new AgentUser(new UserName("coder-2"), 61_002, SubordinateIds.NONE);

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

    private LinuxFirewall firewall() {
        return Firewalls.iptables(host, () -> true);
    }

    private void apply(ChangePlan plan) throws FishnetException {
        new PlanRunner(host, new InMemoryFiles()).apply(plan);
    }

    private void enable(AgentUser agent) throws FishnetException {
        apply(firewall().enable(Lockdown.standard(agent)));
    }

    private void disable(AgentUser agent) throws FishnetException {
        apply(firewall().disable(agent.name()));
    }

    private String seen() {
        String saved = host.require("iptables-save") + host.require("ip6tables-save");
        return saved.replaceAll("(?m)^#.*\n", "") + host.require("nft", "list", "ruleset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "iptables -A OUTPUT -j ACCEPT",
                "iptables -N MINE",
                "iptables -P INPUT DROP",
                "ip6tables -t mangle -A PREROUTING -j ACCEPT",
                "ip6tables -t mangle -A POSTROUTING -j ACCEPT",
                "iptables -t nat -A POSTROUTING -j MASQUERADE",
                "iptables -L OUTPUT",
                "nft add table ip mangle",
                "nft add table inet mine",
            })
    void theMachineIsAsItWasFound(String before) throws FishnetException {
        host.require(before.split(" ", -1));
        String found = seen();
        enable(AGENT);
        enable(CODER);
        assertNotEquals(found, seen());

        disable(AGENT);
        disable(CODER);

        assertEquals(found, seen());
    }

    @Test
    void whatOthersHavePutThereMeanwhileStays() throws FishnetException {
        enable(AGENT);
        host.require("iptables", "-A", "OUTPUT", "-j", "ACCEPT");
        host.require("iptables", "-t", "mangle", "-N", "MINE");

        disable(AGENT);

        assertTrue(host.require("iptables-save", "-t", "filter").contains("-A OUTPUT -j ACCEPT"));
        assertTrue(host.require("iptables-save", "-t", "mangle").contains(":MINE - "));
        assertFalse(seen().contains("FISHNET"), this::seen);
    }

    /** The plan was made before somebody put a rule there; what it then cannot take away fails nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"OUTPUT", "INPUT"})
    void whatOthersPutThereInTheLastMomentStays(String chain) throws FishnetException {
        enable(AGENT);
        ChangePlan plan = firewall().disable(AGENT.name());
        host.require("iptables", "-A", chain, "-j", "ACCEPT");

        apply(plan);

        assertTrue(host.require("iptables-save", "-t", "filter").contains("-A " + chain + " -j ACCEPT"));
        assertFalse(seen().contains("FISHNET"), this::seen);
    }
}
