package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit archive}: whole blocks of entries move into a file, and everything stays provable. */
final class ArchiveVerb {
    private final Logs logs;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    ArchiveVerb(Logs logs, Clock clock, Terminal terminal) {
        this.logs = logs;
        this.clock = clock;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::archive,
                Options.value(
                        "--before",
                        "INDEX|DATE",
                        "Archive what comes before this entry, or before this day (2026-11-22, UTC)."),
                Options.value("--output", "DIR", "The folder for the archive; it must be there."),
                LogKey.option("default: what the log says of itself"),
                PlanOutput.applyOption());
        spec.usageMessage()
                .description(
                        "Move old entries out of the log into a file. " + PlanOutput.DRY_RUN,
                        "",
                        "Entries go in blocks of 256 that a checkpoint covers, oldest first. Their hashes stay, so that"
                                + " the log can be verified without the archive, and with it (--archive) as if nothing"
                                + " had been moved. Cut off anywhere, the same command completes it.");
        return spec;
    }

    private int archive(Leaf values) throws FishnetException {
        String before = required(values, "--before");
        Path folder = folder(required(values, "--output"));
        Path books = logs.books();
        VerifierKey key;
        Optional<ArchivePlan> plan;
        try (LogSource log = logs.open(List.of())) {
            key = LogKey.of(values, log);
            plan = new ArchivePlanner(log, key, folder).plan(before);
            if (plan.isPresent() && values.isSet("--apply")) {
                plan.get().writeFiles(log, key);
            }
        }
        if (plan.isEmpty()) {
            terminal.say("There is nothing to archive: entries go in blocks of 256 that a checkpoint covers.");
        } else if (values.isSet("--apply")) {
            new ArchiveMove(plan.get(), key, clock).apply(books);
            terminal.say(
                    "Archived " + plan.get().entries() + " in " + plan.get().file());
        } else {
            terminal.say("Archive: dry-run");
            plan.get().steps().forEach(step -> terminal.say("  " + step));
            terminal.say("Re-run with --apply to execute.");
        }
        return ExitCode.DONE;
    }

    private static String required(Leaf values, String option) throws FishnetException {
        return values.value(option)
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.USAGE,
                        option + " is needed",
                        "for example: fishnet audit archive --before 2026-01-01 --output /var/backups/fishnet"));
    }

    private static Path folder(String name) throws FishnetException {
        Path folder = Path.of(name).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND, "there is no folder " + folder, "make it: mkdir -m 700 " + folder);
        }
        return folder;
    }
}
