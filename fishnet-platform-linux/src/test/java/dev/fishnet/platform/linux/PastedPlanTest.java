package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the dry run shows does, when an operator pastes it, what applying the plan does. */
class PastedPlanTest {
    private static final AgentUser AGENT = new AgentUser(
            new UserName("agent_runner"),
            61_001,
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535))));
    private static final AgentUser CODER = new AgentUser(new UserName("coder-2"), 61_002, SubordinateIds.NONE);

    /** One step of a story that is told twice. */
    private interface Chapter {
        ChangePlan plan(FirewallPort firewall) throws FishnetException;
    }

    private static final List<Chapter> STORY = List.of(
            firewall -> firewall.enable(lockdown(AGENT)),
            firewall -> firewall.enable(lockdown(CODER)),
            firewall -> firewall.disable(AGENT.name()),
            firewall -> firewall.enable(lockdown(AGENT)),
            firewall -> firewall.disable(CODER.name()),
            firewall -> firewall.disable(AGENT.name()));

    @Test
    void pastingDoesWhatApplyingDoes() throws FishnetException {
        try (Host applied = Host.create();
                Host pasted = Host.create()) {
            for (Chapter chapter : STORY) {
                ChangePlan plan = chapter.plan(Firewalls.iptables(applied, () -> true));
                assertFalse(plan.isEmpty());
                new PlanRunner(applied, new InMemoryFiles()).apply(plan);
                paste(pasted, chapter.plan(Firewalls.iptables(pasted, () -> true)));

                assertEquals(applied.rules(), pasted.rules());
            }
        }
    }

    /** As the command line prints it: every line indented. */
    private static void paste(Host host, ChangePlan plan) throws FishnetException {
        String script = ShellScript.render(plan).stream()
                .flatMap(String::lines)
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n", "sudo() { \"$@\"; }; set -e -o pipefail\n", "\n"));

        ProcessOutcome outcome = host.run(Command.of("bash", "-c", script));

        assertEquals(new ProcessOutcome(0, "", ""), outcome);
    }

    @Test
    void everyInputPassesTheProgramsOwnTest() throws FishnetException {
        try (Host host = Host.create()) {
            for (Chapter chapter : STORY) {
                ChangePlan plan = chapter.plan(Firewalls.iptables(host, () -> true));
                for (Step step : plan.steps()) {
                    // what is attempted after the rules are gone has to find them gone
                    if (step instanceof Step.Run run) {
                        check(host, run.command());
                    }
                }
                new PlanRunner(host, new InMemoryFiles()).apply(plan);
            }
        }
    }

    private static void check(Host host, Command command) throws FishnetException {
        List<String> argv = new ArrayList<>(command.argv());
        argv.add(1, "--test");
        ProcessOutcome outcome = host.run(new Command(argv, command.input()));

        assertEquals(0, outcome.exitStatus(), outcome::errors);
    }
}
