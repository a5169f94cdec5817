package dev.fishnet.cli.init;

import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;

/** What root does: the service user, and the data directory that is its alone. */
final class SystemPhase {
    private final PlatformPorts platform;
    private final PlanOutput plans;
    private final Terminal terminal;

    @Inject
    SystemPhase(PlatformPorts platform, PlanOutput plans, Terminal terminal) {
        this.platform = platform;
        this.plans = plans;
        this.terminal = terminal;
    }

    void run(Leaf values) throws FishnetException {
        boolean apply = plans.mayApply(values);
        ChangePlan plan = platform.users().createServiceUser(platform.dataDirectory());
        plans.carryOut(plan, apply, this::requireServiceUser);
        if (apply || plan.isEmpty()) {
            sayWhatIsNext(platform.users().serviceUser());
        }
    }

    private void requireServiceUser() throws FishnetException {
        if (!platform.users().createServiceUser(platform.dataDirectory()).isEmpty()) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "every command succeeded, but the service user and its directory are not as they should be",
                    "look at what is missing: fishnet init --system-only");
        }
    }

    private void sayWhatIsNext(UserName user) {
        terminal.say("System setup complete.");
        terminal.say("");
        terminal.say("Next: run full init as the " + user + " user to set up the vault:");
        terminal.say("  sudo -u " + user + " fishnet init " + VaultPhase.STORE_KEY + " --first-service openai");
    }
}
