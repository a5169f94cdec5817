package dev.fishnet.cli.audit;

import dev.fishnet.cli.Leaf;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit}: what the log says, and whether it is what was written. */
public final class AuditCommand {
    @Inject
    AuditCommand() {}

    /** The command and its subcommands. */
    public CommandSpec spec() {
        return Leaf.of(values -> {
            throw new FishnetException(
                    ErrorKind.USAGE, "the name of what is to be done is needed", "try 'fishnet audit --help'");
        });
    }
}
