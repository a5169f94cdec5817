package dev.fishnet.policy;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The accounts that agents run as, as the machine had them when it was asked.
 *
 * @param missing agents whose account the machine does not have
 */
public record AgentAccounts(Map<AgentName, AgentUser> users, List<AgentPolicy> missing) {
    public AgentAccounts {
        users = Map.copyOf(users);
        missing = List.copyOf(missing);
    }

    /**
     * Asks the machine for every agent's account.
     *
     * @throws FishnetException of kind USAGE when one is root's or the daemon's own: such an agent could read the vault
     */
    public static AgentAccounts of(Collection<AgentPolicy> agents, UserAccountPort accounts) throws FishnetException {
        Optional<UserAccount> daemon = accounts.find(accounts.serviceUser());
        Map<AgentName, AgentUser> users = new TreeMap<>();
        List<AgentPolicy> missing = new ArrayList<>();
        List<AgentPolicy> ordered = agents.stream()
                .filter(agent -> agent.user().isPresent())
                .sorted(Comparator.comparing(AgentPolicy::name))
                .toList();
        for (AgentPolicy agent : ordered) {
            UserName name = agent.user().orElseThrow();
            if (name.equals(accounts.serviceUser())) {
                throw daemonsOwn(agent.name());
            }
            Optional<UserAccount> account = accounts.find(name);
            if (account.isEmpty()) {
                missing.add(agent);
            } else {
                users.put(agent.name(), user(agent.name(), account.get(), daemon, accounts));
            }
        }
        return new AgentAccounts(users, missing);
    }

    private static AgentUser user(
            AgentName agent, UserAccount account, Optional<UserAccount> daemon, UserAccountPort accounts)
            throws FishnetException {
        if (account.isRoot()) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "agents." + agent + ".user: '" + account.name() + "' is root, who cannot be an agent",
                    "give the agent an account of its own: fishnet agent add " + agent);
        }
        AgentUser user = new AgentUser(account.name(), account.uid(), accounts.subordinateIds(account));
        if (daemon.isPresent() && user.covers(daemon.get().uid())) {
            throw daemonsOwn(agent);
        }
        return user;
    }

    private static FishnetException daemonsOwn(AgentName agent) {
        return new FishnetException(
                ErrorKind.USAGE,
                "agents." + agent + ".user: the daemon's own account cannot be an agent's, nor one of its"
                        + " subordinate uids",
                "give the agent an account of its own: fishnet agent add " + agent);
    }
}
