package dev.fishnet.cli.init;

import dev.fishnet.cli.Environment;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.credential.MasterPassword;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import jakarta.inject.Inject;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet init}: two phases, each for one user, and refused for any other before anything is written. */
public final class InitCommand {
    private final UserAccountPort users;
    private final Environment environment;
    private final SystemPhase system;
    private final VaultPhase vault;

    @Inject
    InitCommand(UserAccountPort users, Environment environment, SystemPhase system, VaultPhase vault) {
        this.users = users;
        this.environment = environment;
        this.system = system;
        this.vault = vault;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(
                this::init,
                Options.flag("Only make the service user and the data directory (as root).", "--system-only"),
                Options.flag("Do that; without it, only show it.", "--apply-system", "--apply"),
                MasterPassword.argumentOption(),
                MasterPassword.fileOption(),
                Options.flag(
                        "Let the daemon unlock without a person: keep a key where this system keeps keys.",
                        VaultPhase.STORE_KEY),
                Options.value("--first-service", "NAME", "The upstream of the first API key: openai or anthropic."),
                Options.value("--first-name", "NAME", "What to call it (default: default)."),
                Options.value(
                        "--first-key-file", "FILE", "Read it from FILE, - is standard input (default: a prompt)."),
                Options.value("--first-key", "KEY", "The key itself; every user of this machine can read it there."),
                Options.value("--daily-budget-usd", "USD", "What a day may cost (default: 20)."),
                Options.value("--rate-limit-per-minute", "N", "Requests a minute (default: 60)."));
    }

    private int init(Leaf values) throws FishnetException {
        if (values.isSet("--system-only")) {
            system.run(values);
        } else {
            requireServiceUser();
            vault.run(values);
        }
        return ExitCode.DONE;
    }

    /** A data directory of one's own is for whoever owns it; the system's is for the service user alone. */
    private void requireServiceUser() throws FishnetException {
        Optional<UserAccount> service = users.find(users.serviceUser());
        long uid = users.effectiveUid();
        if (service.isEmpty() && environment.get("FISHNET_DATA_DIR").isEmpty()) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED,
                    "the service user '" + users.serviceUser() + "' does not exist yet",
                    "first: sudo fishnet init --apply-system --system-only");
        }
        boolean isService = service.isPresent() && service.get().uid() == uid;
        boolean isOwn = environment.get("FISHNET_DATA_DIR").isPresent() && uid != 0;
        if (!isService && !isOwn) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED,
                    "the vault belongs to '" + users.serviceUser() + "', so that user makes it",
                    "run: sudo -u " + users.serviceUser() + " fishnet init " + VaultPhase.STORE_KEY
                            + " --first-service openai");
        }
    }
}
