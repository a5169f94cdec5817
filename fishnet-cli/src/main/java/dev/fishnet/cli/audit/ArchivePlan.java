package dev.fishnet.cli.audit;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.ArchiveFile;
import dev.fishnet.storage.TextFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Which entries are to be moved, and where to.
 *
 * @param from the first of them
 * @param to the first that stays
 * @param root of the tree over everything before that
 * @param checkpoint one that covers them
 * @param folder where the archive goes
 * @param isNoted whether the log says already that they were moved, and they have only to go
 */
record ArchivePlan(long from, long to, LogHash root, KeptCheckpoint checkpoint, Path folder, boolean isNoted) {
    private static final int LONGEST_NOTE = 100_000;

    /** For example {@code log-0-767.jsonl}. */
    Path file() {
        return named(".jsonl");
    }

    private Path checkpointFile() {
        return named(".checkpoint");
    }

    private Path named(String ending) {
        return folder.resolve("log-" + from + "-" + (to - 1) + ending);
    }

    /** For example "the entries 0 to 767". */
    String entries() {
        return "the entries " + from + " to " + (to - 1);
    }

    /** What would be done. */
    List<String> steps() {
        return isNoted
                ? List.of("remove what is left of " + entries() + ", which are in " + file() + " already")
                : List.of(
                        "write " + entries() + " to " + file(),
                        "write a checkpoint for the first " + Counted.entries(checkpoint.size()) + " to "
                                + checkpointFile(),
                        "note in the log where they are, and remove them there");
    }

    /** Writes what is not there yet from a run that was cut off; what is there and is something else stays. */
    void writeFiles(LogSource log, VerifierKey key) throws FishnetException {
        ArchiveFile.Content content = sink ->
                log.entries(from, (index, text, leaf) -> index < to && sink.entry(index, text, leaf) && index + 1 < to);
        if (!Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
            ArchiveFile.create(file(), content);
        } else if (!isNoted && !ArchiveFile.open(file()).hash().equals(ArchiveFile.hashOf(content))) {
            throw other(file());
        }
        TextFile kept = new TextFile(checkpointFile());
        if (!kept.exists()) {
            kept.create(checkpoint.note());
        } else if (!covers(kept, key)) {
            throw other(kept.path());
        }
    }

    private boolean covers(TextFile kept, VerifierKey key) throws FishnetException {
        String note = kept.read(LONGEST_NOTE);
        return KeptCheckpoint.verified(note, key)
                .filter(found -> found.size() >= to)
                .isPresent();
    }

    private static FishnetException other(Path file) {
        return new FishnetException(
                ErrorKind.USAGE,
                file + " exists already, and is not what would be written there",
                "nothing was archived; move that file away, or name another folder");
    }

    /** What the log is to say of it. */
    AuditEntry.Archived entry(Instant at, VerifierKey key) throws FishnetException {
        ArchiveFile written = ArchiveFile.open(file());
        return new AuditEntry.Archived(
                at, from, to, root, written.fileName(), written.hash(), key.name(), key.toString());
    }
}
