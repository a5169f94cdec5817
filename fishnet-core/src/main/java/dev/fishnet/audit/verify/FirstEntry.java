package dev.fishnet.audit.verify;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import java.util.Optional;

/**
 * The entry that opens a log.
 *
 * @param opened what it says; empty when it is not there, or says something else
 * @param isIntact whether it has the hash that is kept for it
 */
public record FirstEntry(Optional<AuditEntry.Opened> opened, boolean isIntact) {
    /** Looks at it, where it has not been archived. */
    public static FirstEntry of(LogSource log) throws FishnetException {
        FirstEntry[] found = {new FirstEntry(Optional.empty(), false)};
        log.entries(0, (index, text, leaf) -> {
            if (index == 0) {
                found[0] = new FirstEntry(
                        read(text), leaf.map(LogHash.ofLeaf(text)::equals).orElse(true));
            }
            return false;
        });
        return found[0];
    }

    private static Optional<AuditEntry.Opened> read(byte[] text) {
        try {
            return EntryReader.read(text).entry() instanceof AuditEntry.Opened opened
                    ? Optional.of(opened)
                    : Optional.empty();
        } catch (FishnetException unreadable) {
            return Optional.empty();
        }
    }
}
