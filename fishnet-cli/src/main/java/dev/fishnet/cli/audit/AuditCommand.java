package dev.fishnet.cli.audit;

import jakarta.inject.Inject;
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

    /** The command and its subcommands; alone, it lists. */
    public CommandSpec spec() {
        return list.spec()
                .addSubcommand("list", list.spec())
                .addSubcommand("export", export.spec())
                .addSubcommand("verify", verify.spec())
                .addSubcommand("replay", replay.spec())
                .addSubcommand("checkpoint", checkpoint.spec())
                .addSubcommand("prove", prove.spec())
                .addSubcommand("check-proof", checkProof.spec())
                .addSubcommand("archive", archive.spec());
    }
}
