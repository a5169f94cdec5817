package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of change as an operator sees it, and as the programs take it. */
class IptablesGoldensTest {
    private static final AgentUser AGENT = new AgentUser(
            new UserName("agent_runner"),
            61_001,
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535))));
    private static final AgentUser CODER = new AgentUser(new UserName("coder-2"), 61_002, SubordinateIds.NONE);
    private static final List<Place> PLACES = Place.of(List.of(IpFamily.values()));

    enum Change {
        STRICT(nobody(), of(strict(AGENT, 3777))),
        STRICT_WITH_PORTS(nobody(), of(strict(AGENT, 3777, 5432, 8000, 65_535))),
        MIXED(nobody(), of(strict(AGENT, 3777, 5432), LockedAgent.standard(CODER))),
        MIXED_ON_THE_SAME_UIDS(nobody(), of(LockedAgent.standard(AGENT), strict(twin(), 3777))),
        TREE(nobody(), of(far(9))),
        ADD_STRICT(of(lockdown(AGENT)), of(LockedAgent.standard(AGENT), strict(CODER, 3777))),
        ADD_TO_TREE(of(far(8)), of(far(9))),
        TIGHTEN(of(lockdown(AGENT)), of(strict(AGENT, 3777))),
        LOOSEN(of(strict(AGENT, 3777)), of(lockdown(AGENT))),
        RELEASE_ONE_OF_TWO(of(strict(AGENT, 3777), LockedAgent.standard(CODER)), of(lockdown(CODER))),
        RELEASE_LAST_STRICT(of(strict(AGENT, 3777, 5432)), nobody()),
        RELEASE_TREE(of(far(9)), nobody());

        private final Optional<Lockdown> before;
        private final Optional<Lockdown> after;

        Change(Optional<Lockdown> before, Optional<Lockdown> after) {
            this.before = before;
            this.after = after;
        }

        private static Optional<Lockdown> nobody() {
            return Optional.empty();
        }

        private static Optional<Lockdown> of(Lockdown lockdown) {
            return Optional.of(lockdown);
        }

        private static Optional<Lockdown> of(LockedAgent... agents) {
            return of(new Lockdown(List.of(agents)));
        }

        private static AgentUser twin() {
            return new AgentUser(CODER.name(), AGENT.uid(), SubordinateIds.NONE);
        }

        /** Agents whose uids do not touch. */
        private static Lockdown far(int agents) {
            return new Lockdown(LongStream.range(0, agents)
                    .mapToObj(number ->
                            new AgentUser(new UserName("agent" + number), 61_000 + 10 * number, SubordinateIds.NONE))
                    .map(LockedAgent::standard)
                    .toList());
        }

        ChangePlan plan() {
            return change(before, after);
        }

        ChangePlan preparation() {
            return change(Optional.empty(), before);
        }

        private static ChangePlan change(Optional<Lockdown> from, Optional<Lockdown> to) {
            return new ChangePlan("Firewall change", ruleset(from).changesTo(ruleset(to)));
        }

        private static Ruleset ruleset(Optional<Lockdown> lockdown) {
            return lockdown.map(some -> Ruleset.of(some, PLACES)).orElseGet(() -> Ruleset.absent(PLACES));
        }

        String golden() {
            return "iptables/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sh";
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWholePlanIsAsItWasRead(Change change) {
        Golden.assertMatches(change.golden(), String.join("\n", ShellScript.render(change.plan())) + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyInputPassesTheProgramsOwnTest(Change change) throws FishnetException {
        try (Host host = Host.create()) {
            new PlanRunner(host, new InMemoryFiles()).apply(change.preparation());
            for (Step step : change.plan().steps()) {
                check(host, ((Step.Run) step).command());
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
