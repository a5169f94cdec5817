package dev.fishnet.cli.audit;

import dev.fishnet.cli.Leaf;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit}: what the log says, and whether it is what was written. */
public final class AuditCommand {
    private final VerifyVerb verify;
    private final CheckpointVerb checkpoint;
    private final ProveVerb prove;
    private final CheckProofVerb checkProof;

    @Inject
    AuditCommand(VerifyVerb verify, CheckpointVerb checkpoint, ProveVerb prove, CheckProofVerb checkProof) {
        this.verify = verify;
        this.checkpoint = checkpoint;
        this.prove = prove;
        this.checkProof = checkProof;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(
                    ErrorKind.USAGE, "the name of what is to be done is needed", "try 'fishnet audit --help'");
        });
        return spec.addSubcommand("verify", verify.spec())
                .addSubcommand("checkpoint", checkpoint.spec())
                .addSubcommand("prove", prove.spec())
                .addSubcommand("check-proof", checkProof.spec());
    }
}
