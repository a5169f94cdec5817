package dev.fishnet.cli.credential;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet backup}: a copy of the vault, still encrypted. */
public final class BackupCommand {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Workspace workspace;
    private final ActLog acts;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    BackupCommand(Workspace workspace, ActLog acts, Clock clock, Terminal terminal) {
        this.workspace = workspace;
        this.acts = acts;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(
                this::backup,
                Options.value("--output", "FILE", "Where to write it (default: backups/ in the data directory)."));
    }

    private int backup(Leaf values) throws FishnetException {
        DataDirectory data = workspace.data();
        VaultFile vault = data.vault();
        if (!vault.exists()) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND, "vault not found at " + vault.path(), "'fishnet add-key' makes one");
        }
        Path target = target(values, data);
        return acts.after(Action.VAULT_BACKED_UP, "vault", () -> {
            vault.backup(target);
            terminal.say("Backup written to " + target);
            return Optional.of("to " + target);
        });
    }

    private Path target(Leaf values, DataDirectory data) throws FishnetException {
        Optional<String> named = values.value("--output");
        return named.isPresent()
                ? Path.of(named.get()).toAbsolutePath()
                : data.backups().resolve("vault-" + STAMP.format(clock.instant()) + ".fnv");
    }
}
