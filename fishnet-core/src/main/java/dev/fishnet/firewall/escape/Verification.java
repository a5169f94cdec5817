package dev.fishnet.firewall.escape;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.user.AgentUser;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether a lockdown holds: first what the rules say, then what is left of older connections, then by trial. Rules that
 * are gone but were covered by others cannot be found by trial, and trial finds what no reading of rules does.
 */
public final class Verification {
    private static final String RULES = "the rules";

    private final FirewallPort firewall;
    private final EscapePort escapes;
    private final Clock clock;

    public Verification(FirewallPort firewall, EscapePort escapes, Clock clock) {
        this.firewall = firewall;
        this.escapes = escapes;
        this.clock = clock;
    }

    /**
     * Looks and tries, once.
     *
     * @param user with the uids that the account has now
     * @param gatewayPort where the agent should reach Fishnet, unless its lockdown names another port
     * @param decided is told of each finding as it is made
     */
    public EscapeReport run(AgentUser user, int gatewayPort, Consumer<Finding> decided) throws FishnetException {
        List<Finding> findings = new ArrayList<>();
        Consumer<Finding> found = finding -> {
            findings.add(finding);
            decided.accept(finding);
        };
        FirewallState state = firewall.inspect();
        LoopbackAccess loopback = expected(state)
                .flatMap(all -> all.find(user.name()))
                .map(LockedAgent::loopback)
                .orElseGet(LoopbackAccess.Standard::new);
        LockedAgent agent = new LockedAgent(user, loopback);
        rules(state, agent).forEach(found);
        found.accept(olderConnections(agent));
        int port = loopback instanceof LoopbackAccess.Strict strict ? strict.gatewayPort() : gatewayPort;
        escapes.attempt(agent, port, found);
        return new EscapeReport(clock.instant(), agent, findings, escapes.residualRisks());
    }

    private static Optional<Lockdown> expected(FirewallState state) {
        return switch (state) {
            case FirewallState.Absent absent -> Optional.empty();
            case FirewallState.Enforced enforced -> Optional.of(enforced.policy());
            case FirewallState.Drifted drifted -> drifted.expected();
            case FirewallState.Unreadable unreadable -> unreadable.expected();
        };
    }

    private static List<Finding> rules(FirewallState state, LockedAgent agent) {
        return switch (state) {
            case FirewallState.Absent absent -> List.of(rule(Verdict.OPEN, "no rules of Fishnet are loaded"));
            case FirewallState.Unreadable unreadable -> List.of(rule(Verdict.OPEN, unreadable.reason()));
            case FirewallState.Drifted drifted -> List.of(rule(Verdict.OPEN, String.join("; ", drifted.differences())));
            case FirewallState.Enforced enforced -> List.of(named(enforced.policy(), agent));
        };
    }

    private static Finding named(Lockdown policy, LockedAgent agent) {
        return policy.find(agent.name())
                .map(locked -> locked.user().equals(agent.user())
                        ? rule(Verdict.BLOCKED, "")
                        : rule(Verdict.OPEN, "the account has uids now that the rules do not name"))
                .orElseGet(() -> rule(Verdict.OPEN, "'" + agent.name() + "' is not named in them"));
    }

    private static Finding rule(Verdict verdict, String detail) {
        return new Finding(
                "rules",
                RULES,
                "the rules are whole, asked first, and name every uid of the agent",
                Expectation.BLOCKED,
                verdict,
                "",
                detail);
    }

    private Finding olderConnections(LockedAgent agent) throws FishnetException {
        try {
            int left = firewall.cutConnections(new Lockdown(List.of(agent)))
                    .steps()
                    .size();
            return left == 0
                    ? older(Verdict.BLOCKED, "there are none")
                    : older(
                            Verdict.OPEN,
                            left + " older than the lockdown are still open; enabling it again ends them");
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.UNAVAILABLE) {
                throw e;
            }
            return older(Verdict.IMPOSSIBLE, String.valueOf(e.getMessage()));
        }
    }

    private static Finding older(Verdict verdict, String detail) {
        return new Finding(
                "connections",
                RULES,
                "connections opened before the lockdown",
                Expectation.BLOCKED,
                verdict,
                "",
                detail);
    }
}
