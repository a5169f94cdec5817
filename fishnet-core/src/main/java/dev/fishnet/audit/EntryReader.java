package dev.fishnet.audit;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;

/** Reads entries as {@link EntryText} writes them, and nothing else. */
public final class EntryReader {
    static final String LATER_RELEASE = "a later release of Fishnet may have written it; read it with that one";

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
     * Reads one. Takes time in proportion to its length.
     *
     * @param text an entry's bytes, without a line feed
     * @throws FishnetException of kind CORRUPT when it is no entry, or not written as {@link EntryText} writes it
     */
    public static Recorded read(byte[] text) throws FishnetException {
        requireNoLonger(text);
        LineReader line = new LineReader(text);
        Recorded read = recorded(line);
        byte[] written = EntryText.of(read.index(), read.entry());
        int difference = Arrays.mismatch(text, written);
        if (difference >= 0) {
            throw LineCursor.odd(difference, "another spelling than an entry's");
        }
        return read;
    }

    private static Recorded recorded(LineReader line) throws FishnetException {
        try {
            long index = beginning(line);
            Instant at = line.time("at");
            AuditEntry entry = EntryBody.read(line, at, line.text("kind"));
            line.finish();
            return new Recorded(index, entry);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw line.odd("a value that cannot be there");
        }
    }

    private static long beginning(LineReader line) throws FishnetException {
        long version = line.number("v");
        if (version != EntryText.VERSION) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the entry is of version " + version + " of the format, and this release reads version "
                            + EntryText.VERSION,
                    LATER_RELEASE);
        }
        long index = line.number("n");
        if (index < 0) {
            throw line.odd("a negative index");
        }
        return index;
    }

    /**
     * The same, as far as it goes; for passes over the whole log. What it looks at is held to its spelling, what stands
     * behind is not looked at.
     *
     * @throws FishnetException of kind CORRUPT when it does not begin and end as an entry
     */
    public static Glance glance(byte[] text) throws FishnetException {
        requireNoLonger(text);
        return new EntryBeginning(text).read();
    }

    private static void requireNoLonger(byte[] text) throws FishnetException {
        if (text.length > EntryText.LONGEST) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the entry has " + text.length + " bytes, and no entry has more than " + EntryText.LONGEST);
        }
    }
}
