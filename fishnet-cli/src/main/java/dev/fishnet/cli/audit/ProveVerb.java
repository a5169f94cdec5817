package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.GrowthFile;
import dev.fishnet.audit.note.InclusionFile;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.TreeProofs;
import dev.fishnet.audit.verify.LogSubtrees;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.TextFile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit prove}: what convinces somebody who sees nothing else of the log. */
final class ProveVerb {
    private static final int LONGEST_NOTE = 100_000;

    private final Logs logs;
    private final Terminal terminal;

    @Inject
    ProveVerb(Logs logs, Terminal terminal) {
        this.logs = logs;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.withOptional(
                Leaf.of(
                        this::prove,
                        Options.value(
                                "--since",
                                "FILE",
                                "Prove that the log only grew since the checkpoint in this file, instead."),
                        Options.value("--output", "FILE", "Where to write the proof (default: standard output)."),
                        LogKey.option("default: what the log says of itself"),
                        Logs.archiveOption()),
                "INDEX",
                "The entry that is to be proven.");
        spec.usageMessage()
                .description("Prove that an entry is in the log. 'fishnet audit check-proof' checks it, anywhere.");
        return spec;
    }

    private int prove(Leaf values) throws FishnetException {
        Optional<String> since = values.value("--since");
        if (since.isPresent() == values.optionalArgument().isPresent()) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "either the index of an entry or --since is needed",
                    "for example: fishnet audit prove 17");
        }
        String proof;
        try (LogSource log = logs.open(Logs.archives(values))) {
            VerifierKey key = LogKey.of(values, log);
            proof = since.isPresent()
                    ? growth(log, key, Path.of(since.get()))
                    : inclusion(
                            log, key, Indexes.parse(values.optionalArgument().orElseThrow()));
        }
        handOut(proof, values.value("--output"));
        return ExitCode.DONE;
    }

    private void handOut(String proof, Optional<String> output) throws FishnetException {
        if (output.isEmpty()) {
            terminal.write(proof);
            return;
        }
        TextFile file = new TextFile(Path.of(output.get()));
        file.create(proof);
        terminal.say("Proof written to " + file.path());
    }

    private static String inclusion(LogSource log, VerifierKey key, long index) throws FishnetException {
        String entry = entry(log, index);
        KeptCheckpoint newest = KeptCheckpoint.require(log, key);
        if (newest.size() <= index) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "no checkpoint covers entry " + index + " yet: the newest is for " + Counted.entries(newest.size()),
                    "the gateway signs one within a second or so of an entry, while it runs; try again then");
        }
        InclusionFile proof = new InclusionFile(
                entry, TreeProofs.inclusion(index, newest.size(), new LogSubtrees(log)), newest.note());
        checked(() -> proof.verified(key), "");
        return proof.text();
    }

    private static String entry(LogSource log, long index) throws FishnetException {
        StringBuilder entry = new StringBuilder();
        log.entries(index, (at, text, leaf) -> {
            entry.append(at == index ? new String(text, StandardCharsets.UTF_8) : "");
            return false;
        });
        if (entry.isEmpty()) {
            throw index < log.first()
                    ? new FishnetException(
                            ErrorKind.NOT_FOUND, "entry " + index + " is in an archive", "name its file with --archive")
                    : new FishnetException(
                            ErrorKind.NOT_FOUND,
                            "there is no entry " + index,
                            "the log has " + Counted.entries(log.head().size()) + ", counted from 0");
        }
        return entry.toString();
    }

    private static String growth(LogSource log, VerifierKey key, Path file) throws FishnetException {
        Checkpoint earlier = key.verified(new TextFile(file).read(LONGEST_NOTE));
        KeptCheckpoint newest = KeptCheckpoint.require(log, key);
        long before = earlier.head().size();
        if (newest.size() < before) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    file + " is of " + Counted.entries(before) + ", and the newest checkpoint here of "
                            + Counted.entries(newest.size()),
                    "entries may be gone: fishnet audit verify --checkpoint " + file);
        }
        GrowthFile proof =
                new GrowthFile(TreeProofs.consistency(before, newest.size(), new LogSubtrees(log)), newest.note());
        checked(() -> proof.verified(key, earlier), " --checkpoint " + file);
        return proof.text();
    }

    private interface Check {
        Checkpoint run() throws FishnetException;
    }

    /** What we hand out has convinced us first: a log that was changed proves nothing. */
    private static void checked(Check check, String option) throws FishnetException {
        try {
            check.run();
        } catch (FishnetException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the log is not what its checkpoint says, so it proves nothing: " + e.getMessage(),
                    "see where: fishnet audit verify" + option,
                    e);
        }
    }
}
