package dev.fishnet.isolation;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that can be seen of a machine's isolation: who the agents are, whether each is locked down, and what the
 * operating system's own checks find. Changes nothing.
 */
public final class Doctor {
    private final UserAccountPort users;
    private final FirewallPort firewall;
    private final IsolationPort isolation;

    public Doctor(UserAccountPort users, FirewallPort firewall, IsolationPort isolation) {
        this.users = users;
        this.firewall = firewall;
        this.isolation = isolation;
    }

    /**
     * Looks at everything once, in a fixed order.
     *
     * @param names the agents; with none, everybody who is locked down now
     * @throws FishnetException of kind NOT_FOUND when an account that was named does not exist
     */
    public List<Observation> examine(List<UserName> names) throws FishnetException {
        FirewallState state = firewall.inspect();
        LockdownCheck lockdown = new LockdownCheck(state);
        List<Observation> found = new ArrayList<>();
        List<AgentUser> agents = new ArrayList<>();
        for (UserAccount account : accounts(names, state, found)) {
            found.add(identity(account));
            if (!account.isRoot()) {
                AgentUser agent = new AgentUser(account.name(), account.uid(), users.subordinateIds(account));
                found.add(lockdown.of(agent));
                agents.add(agent);
            }
        }
        if (names.isEmpty() && agents.isEmpty()) {
            found.add(lockdown.ofNobody());
        }
        found.addAll(isolation.observe(List.copyOf(agents)));
        return List.copyOf(found);
    }

    private List<UserAccount> accounts(List<UserName> names, FirewallState state, List<Observation> found)
            throws FishnetException {
        List<UserAccount> accounts = new ArrayList<>();
        if (names.isEmpty()) {
            for (AgentUser agent : lockedDown(state)) {
                users.find(agent.name()).ifPresentOrElse(accounts::add, () -> found.add(gone(agent)));
            }
            return accounts;
        }
        for (UserName name : names.stream().distinct().toList()) {
            accounts.add(users.find(name).orElseThrow(() -> noSuch(name)));
        }
        return accounts;
    }

    private Observation identity(UserAccount account) {
        UserName name = account.name();
        if (account.isRoot()) {
            return Observation.open(
                    "agent_account",
                    "'" + name + "' is root: no packet filter and no file mode holds it",
                    "run the agent as an ordinary account and name that one: --agent-user NAME");
        }
        if (name.equals(users.serviceUser())) {
            return Observation.open(
                    "agent_account",
                    "'" + name + "' runs Fishnet itself, and reads its keys",
                    "run the agent as an account of its own and name that one: --agent-user NAME");
        }
        return Observation.good("agent_account", "'" + name + "' is an ordinary account, uid " + account.uid());
    }

    static List<AgentUser> lockedDown(FirewallState state) {
        return state instanceof FirewallState.Enforced enforced
                ? enforced.policy().agents().stream().map(LockedAgent::user).toList()
                : List.of();
    }

    private static Observation gone(AgentUser agent) {
        return Observation.open(
                "agent_account",
                "'" + agent.name() + "' is locked down as uid " + agent.uid() + ", but there is no such account",
                "sudo fishnet firewall disable --agent-user " + agent.name() + " --apply");
    }

    private static FishnetException noSuch(UserName name) {
        return new FishnetException(
                ErrorKind.NOT_FOUND, "agent user '" + name + "' does not exist", "name another with --agent-user");
    }
}
