package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed to nft(8), from the first agent in to the last one out. */
class NftPlansTest {
    private static final AgentUser AGENT = new AgentUser(
            new UserName("agent_runner"), 61_001, new SubordinateIds(List.of(new Range(100_000, 165_535))));
    private static final AgentUser CODER = new AgentUser(new UserName("coder-2"), 61_002, SubordinateIds.NONE);
    private static final LoopbackAccess STRICT = new LoopbackAccess.Strict(3777, new TreeSet<>(List.of(5432, 8080)));
    private static final Lockdown STRICT_AGENT = new Lockdown(List.of(new LockedAgent(AGENT, STRICT)));

    /** Steps of a story; each golden holds the last one's plan. */
    private interface Chapter {
        ChangePlan plan(FirewallPort firewall) throws FishnetException;
    }

    private enum Story {
        ENABLE_STANDARD(firewall -> firewall.enable(lockdown(AGENT))),
        ENABLE_STRICT(firewall -> firewall.enable(STRICT_AGENT)),
        ENABLE_MIXED(firewall -> firewall.enable(lockdown(CODER).with(STRICT_AGENT))),
        ENABLE_SECOND(ENABLE_STANDARD, firewall -> firewall.enable(lockdown(CODER))),
        SWITCH_TO_STRICT(ENABLE_SECOND, firewall -> firewall.enable(STRICT_AGENT)),
        SWITCH_TO_STANDARD(SWITCH_TO_STRICT, firewall -> firewall.enable(lockdown(AGENT))),
        SWITCH_PORTS(
                ENABLE_MIXED,
                firewall -> firewall.enable(new Lockdown(
                        List.of(new LockedAgent(AGENT, new LoopbackAccess.Strict(3777, new TreeSet<>())))))),
        DISABLE_ONE(ENABLE_SECOND, firewall -> firewall.disable(AGENT.name())),
        DISABLE_LAST(DISABLE_ONE, firewall -> firewall.disable(CODER.name()));

        private final List<Chapter> chapters;

        Story(Chapter only) {
            this.chapters = List.of(only);
        }

        Story(Story before, Chapter last) {
            this.chapters = new ArrayList<>(before.chapters);
            this.chapters.add(last);
        }

        /** Plays all but the last, and returns what that would do. */
        ChangePlan lastOn(Host host) throws FishnetException {
            for (Chapter chapter : chapters.subList(0, chapters.size() - 1)) {
                new PlanRunner(host, new InMemoryFiles()).apply(chapter.plan(on(host)));
            }
            return chapters.getLast().plan(on(host));
        }
    }

    private static LinuxFirewall on(ProcessControlPort processes) {
        return Firewalls.of(processes, new NftFilter(processes));
    }

    @ParameterizedTest
    @CsvSource({
        "ENABLE_STANDARD, 1",
        "ENABLE_STRICT, 1",
        "ENABLE_MIXED, 1",
        "ENABLE_SECOND, 1",
        "SWITCH_TO_STRICT, 1",
        "SWITCH_TO_STANDARD, 1",
        "SWITCH_PORTS, 3",
        "DISABLE_ONE, 1",
        "DISABLE_LAST, 1",
    })
    @Tag("S-01")
    void everyChangeIsOneTransactionButWhereOneHasToBeBridged(Story story, int transactions) throws FishnetException {
        try (Host host = Host.create()) {
            ChangePlan plan = story.lastOn(host);

            assertEquals(transactions, plan.steps().size());
            for (Step step : plan.steps()) {
                Command load = ((Step.Run) step).command();
                Command check = new Command(List.of("nft", "-c", "-f", "-"), load.input());
                assertEquals(new ProcessOutcome(0, "", ""), host.run(check));
                assertEquals(new ProcessOutcome(0, "", ""), host.run(load));
            }
            Golden.assertMatches(
                    "nftables/" + story.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sh",
                    String.join("\n", ShellScript.render(plan)) + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENABLE_MIXED", "SWITCH_TO_STRICT", "SWITCH_PORTS", "DISABLE_ONE", "DISABLE_LAST"})
    void pastingDoesWhatApplyingDoes(Story story) throws FishnetException {
        try (Host applied = Host.create();
                Host pasted = Host.create()) {
            new PlanRunner(applied, new InMemoryFiles()).apply(story.lastOn(applied));
            String script = ShellScript.render(story.lastOn(pasted)).stream()
                    .flatMap(String::lines)
                    .map(line -> "  " + line)
                    .collect(Collectors.joining("\n", "sudo() { \"$@\"; }; set -e -o pipefail\n", "\n"));

            assertEquals(new ProcessOutcome(0, "", ""), pasted.run(Command.of("bash", "-c", script)));

            assertEquals(applied.require("nft", "list", "ruleset"), pasted.require("nft", "list", "ruleset"));
        }
    }

    @Test
    @Tag("S-01")
    void theLockBeyondLoopbackIsNotTouchedByASwitchOfModes() throws FishnetException {
        try (Host host = Host.create()) {
            String input = ((Step.Run)
                            Story.SWITCH_TO_STRICT.lastOn(host).steps().getFirst())
                    .command()
                    .input()
                    .orElseThrow();

            assertFalse(input.contains("element inet fishnet agents"), input);
            assertFalse(input.contains("output"), input);
        }
    }

    private static ScriptedProcesses failing(String errors) {
        return new ScriptedProcesses().fail(1, errors, "nft");
    }

    @Test
    void anOrdinaryUsersDryRunIsThatOfAFreshMachine() throws FishnetException {
        String forbidden = "Operation not permitted (you must be root)\n"
                + "netlink: Error: cache initialization failed: Operation not permitted\n";
        FirewallPort firewall = on(failing(forbidden));
        FirewallPort fresh = on(failing("Error: No such file or directory\n"));

        assertEquals(
                ShellScript.render(fresh.enable(lockdown(AGENT))),
                ShellScript.render(firewall.enable(lockdown(AGENT))));
        assertEquals(1, firewall.disable(AGENT.name()).steps().size());
        assertEquals(
                new FirewallState.Unreadable(Optional.empty(), "only root can read the packet filter"),
                firewall.inspect());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "table inet other {\n}\n",
                "table inet fishnet {\n",
                "table inet fishnet {\n\tset agents {\n\t\telements = { 1, 2\n\t}\n}\n",
                "table inet fishnet {\n\tnonsense{\n\t}\n}\n",
                "table inet fishnet {\n}\ntable inet other {\n}\n",
            })
    void whatCannotBeUnderstoodIsNotPlannedUpon(String listed) {
        ScriptedProcesses processes = new ScriptedProcesses().print(listed, "nft");

        FishnetException refused =
                assertThrows(FishnetException.class, () -> on(processes).enable(lockdown(AGENT)));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertTrue(String.valueOf(refused.getMessage()).startsWith("nftables cannot be read: it "), refused::toString);
        assertInstanceOf(FirewallState.Unreadable.class, on(processes).inspect());
    }

    @Test
    void anNftThatFailsForAnotherReasonIsNotPlannedUpon() {
        FishnetException refused = assertThrows(
                FishnetException.class, () -> on(failing("Error: syntax\n")).disable(AGENT.name()));

        assertEquals("nftables cannot be read: Error: syntax", refused.getMessage());
    }
}
