package dev.fishnet.cli.audit;

import dev.fishnet.cli.Verbs;
import jakarta.inject.Inject;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit}: what the log says, and whether it is what was written. */
public final class AuditCommand {
    private final ListVerb list;
    private final ExportVerb export;
    private final ReplayVerb replay;
    private final VerifyVerb verify;
    private final CheckpointVerb checkpoint;
    private final ProveVerb prove;
    private final CheckProofVerb checkProof;
    private final ArchiveVerb archive;

    @Inject
    AuditCommand(
            ListVerb list,
            ExportVerb export,
            ReplayVerb replay,
            VerifyVerb verify,
            CheckpointVerb checkpoint,
            ProveVerb prove,
            CheckProofVerb checkProof,
            ArchiveVerb archive) {
        this.list = list;
        this.export = export;
        this.replay = replay;
        this.verify = verify;
        this.checkpoint = checkpoint;
        this.prove = prove;
        this.checkProof = checkProof;
        this.archive = archive;
    }

    /**
     * The command and its subcommands; alone, it lists.
     *
     * @param asked the verb that is to be run, if there is one
     */
    public CommandSpec spec(Optional<String> asked) {
        return new Verbs()
                .with("list", list::spec)
                .with("export", export::spec)
                .with("verify", verify::spec)
                .with("replay", replay::spec)
                .with("checkpoint", checkpoint::spec)
                .with("prove", prove::spec)
                .with("check-proof", checkProof::spec)
                .with("archive", archive::spec)
                .of(list.spec(), asked);
    }
}
