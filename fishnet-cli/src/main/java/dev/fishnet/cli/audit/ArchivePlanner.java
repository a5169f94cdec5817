package dev.fishnet.cli.audit;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeProofs;
import dev.fishnet.audit.verify.LogReport;
import dev.fishnet.audit.verify.LogSubtrees;
import dev.fishnet.audit.verify.LogVerifier;
import dev.fishnet.audit.verify.Progress;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.ArchiveFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Chooses what is to be archived. */
final class ArchivePlanner {
    private static final long BLOCK = 1L << LogSource.STEP;

    private final LogSource log;
    private final VerifierKey key;
    private final Path folder;

    ArchivePlanner(LogSource log, VerifierKey key, Path folder) {
        this.log = log;
        this.key = key;
        this.folder = folder;
    }

    /**
     * Whole blocks before an entry or a day.
     *
     * @return empty when there is none
     * @throws FishnetException of kind DENIED when the log is not what was written
     */
    Optional<ArchivePlan> plan(String before) throws FishnetException {
        long first = log.first();
        long wanted = Indexes.isOne(before) ? Indexes.parse(before) : firstOf(day(before), first);
        requireClean();
        Optional<AuditEntry.Archived> last = lastArchived();
        if (last.isPresent() && last.get().to() > first) {
            return Optional.of(rest(last.get()));
        }
        KeptCheckpoint newest = KeptCheckpoint.require(log, key);
        long most = Math.min(newest.size(), log.head().size() - 1);
        long to = Math.min(wanted, most) / BLOCK * BLOCK;
        if (to <= first) {
            return Optional.empty();
        }
        return Optional.of(new ArchivePlan(first, to, rootAt(to), newest, folder, false));
    }

    private LogHash rootAt(long size) throws FishnetException {
        return TreeProofs.head(size, new LogSubtrees(log)).root();
    }

    private void requireClean() throws FishnetException {
        LogVerifier.Terms terms = new LogVerifier.Terms(Optional.of(key.toString()), List.of(), List.of(), false);
        LogReport report = new LogVerifier(terms, Progress.NONE).verify(log);
        if (!report.isClean()) {
            throw new FishnetException(
                    ErrorKind.DENIED,
                    "the log is not as it was written, so nothing of it is moved: "
                            + report.problems().getFirst().text(),
                    "see all of it: fishnet audit verify");
        }
    }

    /** What a run that was cut off has noted, but not removed. */
    private ArchivePlan rest(AuditEntry.Archived noted) throws FishnetException {
        Path file = folder.resolve(noted.file());
        if (!Files.exists(file) || !ArchiveFile.open(file).hash().equals(noted.hash())) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND,
                    "an archive was begun before, and its file " + noted.file() + " is not in " + folder
                            + " as it was written",
                    "name the folder that it is in with --output");
        }
        return new ArchivePlan(noted.from(), noted.to(), noted.root(), KeptCheckpoint.require(log, key), folder, true);
    }

    private Optional<AuditEntry.Archived> lastArchived() throws FishnetException {
        Latest latest = new Latest();
        log.backwards(Long.MAX_VALUE, (index, text, leaf) -> {
            if (EntryReader.glance(text).kind().equals("archived")) {
                latest.found = Optional.of(text);
            }
            return latest.found.isEmpty();
        });
        if (latest.found.isEmpty()) {
            return Optional.empty();
        }
        return EntryReader.read(latest.found.get()).entry() instanceof AuditEntry.Archived archived
                ? Optional.of(archived)
                : Optional.empty();
    }

    private static final class Latest {
        private Optional<byte[]> found = Optional.empty();
    }

    private static Instant day(String text) throws FishnetException {
        try {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "--before is the index of an entry, or a day as in 2026-11-22",
                    "for example: --before 2026-01-01",
                    e);
        }
    }

    /** The first block that reaches into that day: the clock may have gone back, the order of entries does not. */
    private long firstOf(Instant day, long first) throws FishnetException {
        long size = log.head().size();
        long block = first / BLOCK * BLOCK;
        while (block + BLOCK <= size && timeOf(block + BLOCK - 1).isBefore(day)) {
            block += BLOCK;
        }
        return block;
    }

    private Instant timeOf(long index) throws FishnetException {
        Latest latest = new Latest();
        log.entries(index, (at, text, leaf) -> {
            latest.found = Optional.of(text);
            return false;
        });
        return EntryReader.read(latest.found.orElse(new byte[0])).entry().at();
    }
}
