package dev.fishnet.cli.credential;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.cli.record.ActLog.Announcement;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.UnverifiedVault;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet restore}: a backup in the vault's place, once it has been opened and checked. */
public final class RestoreCommand {
    private final Workspace workspace;
    private final MasterPassword password;
    private final Confirmation confirmation;
    private final ActLog acts;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    RestoreCommand(
            Workspace workspace,
            MasterPassword password,
            Confirmation confirmation,
            ActLog acts,
            Clock clock,
            Terminal terminal) {
        this.workspace = workspace;
        this.password = password;
        this.confirmation = confirmation;
        this.acts = acts;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(this::restore, Confirmation.yesOption(), MasterPassword.fileOption());
        return Leaf.with(spec, "FILE", "The backup, as 'fishnet backup' wrote it.");
    }

    private int restore(Leaf values) throws FishnetException {
        DataDirectory data = workspace.data();
        Path backup = Path.of(values.argument()).toAbsolutePath();
        if (data.pidFile().holder().isPresent()) {
            throw new FishnetException(
                    ErrorKind.FAILED, "fishnet appears to be running; stop it before restore", "fishnet stop");
        }
        if (Files.notExists(backup)) {
            throw new FishnetException(ErrorKind.NOT_FOUND, "backup file does not exist: " + backup);
        }
        if (data.vault().exists() && !agreed(values, backup)) {
            terminal.say("Aborted.");
            return ExitCode.ERROR;
        }
        replace(values, data, backup);
        return ExitCode.DONE;
    }

    private boolean agreed(Leaf values, Path backup) throws FishnetException {
        return confirmation.given(values, "Restore vault from '" + backup + "' and overwrite current vault? [y/N]: ");
    }

    private void replace(Leaf values, DataDirectory data, Path backup) throws FishnetException {
        Optional<Path> kept = acts.before(log -> data.vault()
                .restore(backup, claimed -> openAndAnnounce(claimed, values, backup, log), clock.instant()));
        kept.ifPresent(path -> terminal.note("the vault that was replaced is kept as " + path));
        terminal.say("Vault restored from " + backup);
    }

    /** What has been opened is about to be put in the vault's place. */
    private Vault openAndAnnounce(UnverifiedVault claimed, Leaf values, Path backup, Announcement log)
            throws FishnetException {
        Vault restored = open(claimed, values);
        try {
            log.announce(Action.VAULT_RESTORED, "vault", "from " + backup);
            return restored;
        } catch (FishnetException | RuntimeException e) {
            restored.close();
            throw e;
        }
    }

    /** Asks for the password of a file that has the shape of a vault, and not of any other. */
    private Vault open(UnverifiedVault claimed, Leaf values) throws FishnetException {
        try (SecretBytes master = password.existing(values)) {
            return acts.unlocking(values.command(), () -> claimed.open(master));
        }
    }
}
