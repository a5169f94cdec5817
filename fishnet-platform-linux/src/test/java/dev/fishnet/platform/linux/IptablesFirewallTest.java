package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanException;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.testkit.FirewallPortContract;
import dev.fishnet.testkit.InMemoryFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real programs, each test in a network namespace of its own. */
@Execution(ExecutionMode.CONCURRENT)
class IptablesFirewallTest {
    @Nested
    class WithThisMachinesIptables extends InNamespace {
        @Override
        Host create() {
            return Host.create();
        }
    }

    @Nested
    class WithLegacyIptables extends InNamespace {
        @Override
        Host create() {
            return Host.createLegacy();
        }
    }

    abstract static class InNamespace implements FirewallPortContract {
        private static final String FOREIGN = "-p udp -m comment --comment \"a \\\"b\\\" \\\\c\" -j ACCEPT";

        private Host host;

        abstract Host create();

        @BeforeEach
        void open() {
            host = create();
        }

        @AfterEach
        void close() {
            if (host != null) {
                host.close();
            }
        }

        @Override
        public FirewallPort firewall() {
            return Firewalls.iptables(host, () -> true);
        }

        @Override
        public PlanRunner runner() {
            return new PlanRunner(host, new InMemoryFiles());
        }

        private void enable() throws FishnetException {
            runner().apply(firewall().enable(lockdown(first())));
        }

        private void foreignRules() {
            host.require("iptables", "-A", "OUTPUT", "-j", "ACCEPT");
            host.require(
                    "iptables",
                    "-A",
                    "OUTPUT",
                    "-p",
                    "udp",
                    "-m",
                    "comment",
                    "--comment",
                    "a \"b\" \\c",
                    "-j",
                    "ACCEPT");
            host.require("ip6tables", "-t", "mangle", "-A", "POSTROUTING", "-j", "ACCEPT");
            host.require("iptables", "-t", "nat", "-A", "OUTPUT", "-p", "tcp", "-j", "ACCEPT");
        }

        @Test
        @Tag("S-02")
        void foreignRulesStandAsBeforeWhenTheLastAgentIsOut() throws FishnetException {
            foreignRules();
            String before = host.rules();
            enable();
            assertTrue(host.rules().contains("-A OUTPUT " + FOREIGN), host::rules);

            runner().apply(firewall().disable(first().name()));

            assertEquals(before, host.rules());
        }

        @ParameterizedTest
        @Tag("S-02")
        @ValueSource(
                strings = {
                    "iptables -I OUTPUT 1 -j ACCEPT",
                    "ip6tables -I OUTPUT 1 -j ACCEPT",
                    "ip6tables -t mangle -I POSTROUTING 1 -j ACCEPT",
                    "iptables -A OUTPUT -j FISHNET-OUT",
                    "iptables -D OUTPUT -j FISHNET-OUT",
                    "iptables -F",
                    "ip6tables -F FISHNET-DENY",
                    "iptables -D FISHNET-AGENT 1",
                    "iptables -I FISHNET-OUT -j RETURN",
                    "iptables -t mangle -F",
                    "ip6tables -t mangle -D FISHNET-POST 2",
                    "iptables -D FISHNET-OUT 1",
                    "iptables -F FISHNET-AGENTS",
                    "ip6tables -t mangle -D FISHNET-AGENTS 1",
                    "ip6tables -N FISHNET-X",
                    "iptables -A FORWARD -j FISHNET-DENY",
                    "iptables -t mangle -I POSTROUTING -p tcp -g FISHNET-POST",
                })
        void whatSomebodyChangedIsSeenAndPutRight(String change) throws FishnetException {
            foreignRules();
            enable();
            host.require(change.split(" "));

            FirewallState.Drifted drifted =
                    assertInstanceOf(FirewallState.Drifted.class, firewall().inspect());
            assertTrue(drifted.differences().size() < 12, drifted::toString);
            runner().apply(firewall().enable(lockdown(first())));

            assertEquals(
                    new FirewallState.Enforced(lockdown(first())), firewall().inspect());
        }

        @Test
        @Tag("S-01")
        void rulesInAnotherOrderAreSeenAndPutRight() throws FishnetException {
            enable();
            String first = "-p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY";
            host.require(("ip6tables -D FISHNET-AGENT " + first).split(" ", -1));
            host.require(("ip6tables -A FISHNET-AGENT " + first).split(" ", -1));

            assertEquals(
                    new FirewallState.Drifted(
                            Optional.of(lockdown(first())),
                            List.of("ip6tables filter: FISHNET-AGENT has its rules in another order,"
                                    + " or more than once")),
                    firewall().inspect());
            enable();

            assertEquals(
                    new FirewallState.Enforced(lockdown(first())), firewall().inspect());
        }

        @Test
        @Tag("S-01")
        void aFilterThatWasEmptiedInBothIpVersionsReleasesNobody() throws FishnetException {
            enable();
            host.require("iptables", "-F");
            host.require("ip6tables", "-F");

            runner().apply(firewall().enable(lockdown(second())));

            assertEquals(
                    new FirewallState.Enforced(lockdown(first(), second())),
                    firewall().inspect());
        }

        @Test
        void refusalsAreStillCountedWhenAnotherAgentIsAdded() throws FishnetException {
            enable();
            String id = String.valueOf(first().uid());
            host.ask("setpriv", "--reuid", id, "--clear-groups", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/53");
            assertEquals(1, host.refusedConnections());

            runner().apply(firewall().enable(lockdown(second())));
            runner().apply(firewall().enable(new Lockdown(List.of(strict(second(), 3777)))));

            assertEquals(1, host.refusedConnections());
        }

        @Test
        @Tag("S-01")
        void enablingAnotherAgentAfterDriftKeepsTheFirst() throws FishnetException {
            enable();
            host.require("iptables", "-F");

            runner().apply(firewall().enable(lockdown(second())));

            assertEquals(
                    new FirewallState.Enforced(lockdown(first(), second())),
                    firewall().inspect());
        }

        @Test
        void chainsWithoutAnAgentAreRemovedByDisabling() throws FishnetException {
            String before = host.rules();
            enable();
            host.require("iptables", "-F");
            host.require("ip6tables", "-F");
            host.require("iptables", "-t", "mangle", "-F");
            host.require("ip6tables", "-t", "mangle", "-F");
            assertInstanceOf(FirewallState.Drifted.class, firewall().inspect());

            runner().apply(firewall().disable(first().name()));

            assertEquals(before, host.rules());
        }

        @ParameterizedTest
        @Tag("S-03")
        @ValueSource(strings = {"nothing", "a lockdown", "a lockdown that drifted"})
        void aStepThatFailsLeavesWhatWasThere(String before) throws FishnetException {
            prepare(before);
            String rules = host.rules();

            for (int steps = 1; steps <= 4; steps++) {
                ChangePlan failing = failingAfter(firewall().enable(lockdown(second())), steps);
                assertThrows(PlanException.class, () -> runner().apply(failing));
                assertEquals(rules, host.rules());
            }
        }

        @Test
        @Tag("S-03")
        void aDisablingThatFailsLeavesTheLockdown() throws FishnetException {
            prepare("a lockdown that drifted");
            String rules = host.rules();

            for (int steps = 1; steps <= 4; steps++) {
                ChangePlan failing = failingAfter(firewall().disable(first().name()), steps);
                assertThrows(PlanException.class, () -> runner().apply(failing));
                assertEquals(rules, host.rules());
            }
        }

        private void prepare(String before) throws FishnetException {
            foreignRules();
            if (!before.equals("nothing")) {
                enable();
            }
            if (before.endsWith("drifted")) {
                host.require("iptables", "-I", "OUTPUT", "1", "-j", "ACCEPT");
                host.require("iptables", "-A", "OUTPUT", "-j", "FISHNET-OUT");
                host.require("ip6tables", "-D", "FISHNET-AGENT", "1");
            }
        }

        private static ChangePlan failingAfter(ChangePlan plan, int steps) {
            List<Step> some = new ArrayList<>(plan.steps().subList(0, steps));
            some.add(Step.Run.of(Command.of("false")));
            return new ChangePlan(plan.title(), some);
        }
    }
}
