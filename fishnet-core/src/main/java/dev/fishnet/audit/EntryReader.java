package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import java.util.OptionalLong;

/** Reads entries as {@link EntryText} writes them, and nothing else. */
public final class EntryReader {
    private EntryReader() {}

    /** An entry and its place. */
    public record Recorded(long index, AuditEntry entry) {}

    /**
     * What is told of an entry without reading all of it.
     *
     * @param kind as it is written
     * @param intent the index of the intent it belongs to, for kinds that belong to one
     */
    public record Glance(long index, String kind, OptionalLong intent) {}

    /**
     * Reads one.
     *
     * @throws FishnetException of kind CORRUPT when it is no entry, or not written as {@link EntryText} writes it
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Recorded read(byte[] text) throws FishnetException {
        throw new UnsupportedOperationException();
    }

    /** The same, as far as it goes; for passes over the whole log. */
    @SuppressWarnings("DoNotCallSuggester")
    public static Glance glance(byte[] text) throws FishnetException {
        throw new UnsupportedOperationException();
    }
}
