package dev.fishnet.audit.verify;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import java.util.Optional;

/**
 * What a log says that it is: in the entry that opens it, and where that has been archived, in the latest one that
 * tells of an archive.
 *
 * @param index of that entry
 * @param origin the name of the log
 * @param key that its checkpoints are signed with; may be none
 * @param isIntact whether the entry has the hash that is kept for it
 */
public record LogClaim(long index, String origin, String key, boolean isIntact) {
    /**
     * Looks for it; behind an archived beginning every entry that came after the last archiving is read.
     *
     * @return empty when there is no such entry, or it says something else
     */
    public static Optional<LogClaim> of(LogSource log) throws FishnetException {
        Sought sought = new Sought();
        if (log.first() == 0) {
            log.entries(0, sought::first);
        } else {
            log.backwards(Long.MAX_VALUE, sought::archived);
        }
        return sought.found;
    }

    private static final class Sought {
        private Optional<LogClaim> found = Optional.empty();

        boolean first(long index, byte[] text, Optional<LogHash> leaf) {
            if (index == 0) {
                found = read(text)
                        .filter(AuditEntry.Opened.class::isInstance)
                        .map(AuditEntry.Opened.class::cast)
                        .map(opened -> new LogClaim(index, opened.origin(), opened.key(), isIntact(text, leaf)));
            }
            return false;
        }

        /** One that has been changed says nothing. */
        boolean archived(long index, byte[] text, Optional<LogHash> leaf) {
            if (tellsOfAnArchive(text) && isIntact(text, leaf)) {
                found = read(text)
                        .filter(AuditEntry.Archived.class::isInstance)
                        .map(AuditEntry.Archived.class::cast)
                        .map(archived -> new LogClaim(index, archived.origin(), archived.key(), true));
            }
            return found.isEmpty();
        }
    }

    private static boolean isIntact(byte[] text, Optional<LogHash> leaf) {
        return leaf.map(LogHash.ofLeaf(text)::equals).orElse(true);
    }

    private static boolean tellsOfAnArchive(byte[] text) {
        try {
            return EntryReader.glance(text).kind().equals("archived");
        } catch (FishnetException unreadable) {
            return false;
        }
    }

    private static Optional<AuditEntry> read(byte[] text) {
        try {
            return Optional.of(EntryReader.read(text).entry());
        } catch (FishnetException unreadable) {
            return Optional.empty();
        }
    }
}
