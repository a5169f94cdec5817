package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The log, for whoever writes into it.
 *
 * <p>Guarantees: entries are kept in the order they were appended, each under the next index; an entry whose stage has
 * completed is not lost when this process is killed, and is on the disk itself within 50 ms; after a write has failed
 * every later one fails too, so that nothing is done that is not in the log. What fails alone is an entry that cannot
 * be written down, one that would open the log twice or not at all, and one for which the store has no room to wait.
 */
public interface AuditStorePort {
    /**
     * Writes an entry behind those before it. Does not block.
     *
     * @return its index, once it is written; completes on a thread of the store's own
     */
    CompletionStage<Long> append(AuditEntry entry);

    /**
     * As {@link #append}, for an intent whose request waits for nothing but that the intent outlives this process: the
     * store may keep it elsewhere until it has written it.
     */
    default Appending appendIntent(AuditEntry.Intent intent) {
        return Appending.of(append(intent));
    }

    /**
     * As {@link #append}, for an entry that nobody waits for: it is written in its place, together with the next that
     * is in a hurry, or after 5 ms.
     */
    CompletionStage<Long> appendSoon(AuditEntry entry);

    /**
     * As {@link #append}, but completes only once the entry is on the disk itself: not even a loss of power takes it.
     */
    CompletionStage<Long> appendSynced(AuditEntry entry);

    /** The versions of credentials that an {@link AuditEntry.Intent} in this log has used. */
    Set<Long> credentialsUsed() throws FishnetException;
}
