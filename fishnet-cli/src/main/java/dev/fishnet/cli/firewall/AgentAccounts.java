package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Environment;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import java.util.Optional;

/** Turns {@code --agent-user} into an account that may be locked down. */
final class AgentAccounts {
    private static final UserName ROOT = new UserName("root");

    private final UserAccountPort users;
    private final Environment environment;

    @Inject
    AgentAccounts(UserAccountPort users, Environment environment) {
        this.users = users;
        this.environment = environment;
    }

    /** The name asked for, or that of whoever runs the command; proven, but not looked up. */
    UserName nameOf(Optional<String> option) throws FishnetException {
        String name = option.or(() -> environment.get("USER"))
                .orElseThrow(() -> new FishnetException(ErrorKind.USAGE, "agent user is required (--agent-user)"));
        try {
            return refuseOurOwn(new UserName(name));
        } catch (IllegalArgumentException e) {
            throw new FishnetException(ErrorKind.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** The account of that name, with the uids it may take on. */
    AgentUser find(UserName name) throws FishnetException {
        UserAccount account = users.find(name).orElseThrow(() -> noSuch(name));
        if (account.isRoot()) {
            throw refused(name, "it is root, whom no packet filter holds");
        }
        return new AgentUser(account.name(), account.uid(), users.subordinateIds(account));
    }

    /** Whether the account is the one a person is working as, whose network would be cut. */
    boolean isYours(UserName name) {
        return environment
                .get("SUDO_USER")
                .or(() -> environment.get("USER"))
                .filter(name.value()::equals)
                .isPresent();
    }

    private UserName refuseOurOwn(UserName name) throws FishnetException {
        if (name.equals(ROOT)) {
            throw refused(name, "no packet filter holds root");
        }
        if (name.equals(users.serviceUser())) {
            throw refused(name, "it runs Fishnet itself, which must reach the upstreams");
        }
        return name;
    }

    private static FishnetException refused(UserName name, String why) {
        return new FishnetException(
                ErrorKind.USAGE,
                "'" + name + "' cannot be an agent user: " + why,
                "name the account that the agent runs as: --agent-user NAME");
    }

    private static FishnetException noSuch(UserName name) {
        return new FishnetException(
                ErrorKind.NOT_FOUND,
                "agent user '" + name + "' does not exist",
                "create the account first, or name another with --agent-user");
    }
}
