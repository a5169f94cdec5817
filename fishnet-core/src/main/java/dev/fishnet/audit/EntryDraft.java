package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.spend.ReservationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An entry written down but for its index, and what the books have to know of it: it can wait for its place without all
 * that it was made from.
 */
public final class EntryDraft {
    /** What every line begins with is as long as this, and behind that is its index. */
    private static final int BEGINNING = ("{\"v\":" + EntryText.VERSION + ",\"n\":").length();

    /** Where the line at index 0 goes on behind its index. */
    private static final int REST = BEGINNING + 1;

    private final byte[] lineAtZero;
    private final boolean opens;
    private final long reservation;
    private final long credentialVersion;

    private EntryDraft(byte[] lineAtZero, boolean opens, long reservation, long credentialVersion) {
        this.lineAtZero = lineAtZero;
        this.opens = opens;
        this.reservation = reservation;
        this.credentialVersion = credentialVersion;
    }

    /** An entry that has no index yet. */
    public static EntryDraft of(AuditEntry entry) {
        return new EntryDraft(
                EntryText.of(0, entry), entry instanceof AuditEntry.Opened, reservation(entry), credential(entry));
    }

    /**
     * A draft again from {@link #bytes}.
     *
     * @throws FishnetException of kind CORRUPT when they are none of a draft's
     */
    public static EntryDraft read(byte[] bytes) throws FishnetException {
        return of(EntryReader.read(bytes).entry());
    }

    /** To be read again; not to be changed. */
    public byte[] bytes() {
        return lineAtZero;
    }

    /** How many bytes its line has at that index. */
    public int length(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("a log has no entry at a negative index");
        }
        return lineAtZero.length - 1 + LineBytes.digits(index);
    }

    /**
     * Writes the entry's line, as {@link EntryText#of} has it, into a part of an array.
     *
     * @param from where it begins
     * @param to where it ends, its {@link #length} behind that
     */
    public void put(long index, byte[] into, int from, int to) {
        int behind = to - (lineAtZero.length - REST);
        System.arraycopy(lineAtZero, 0, into, from, BEGINNING);
        LineBytes.digits(index, into, from + BEGINNING, behind);
        System.arraycopy(lineAtZero, REST, into, behind, lineAtZero.length - REST);
    }

    /** Whether it is what a log begins with. */
    public boolean opens() {
        return opens;
    }

    /**
     * The number of the reservation that it tells of; 0 when it tells of none. The books may never hear of it: the
     * money of a refused request is given back unwritten.
     */
    public long reservation() {
        return reservation;
    }

    /** The version of the credential that an intent is to use; 0 when it uses none, or is no intent. */
    public long credentialVersion() {
        return credentialVersion;
    }

    private static long reservation(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Intent intent -> reservation(intent.judged());
            case AuditEntry.Denied denied -> reservation(denied.judged().orElse(null));
            default -> 0;
        };
    }

    private static long reservation(@Nullable Judged judged) {
        return judged != null
                        && judged.money().isPresent()
                        && judged.money().get().outcome() instanceof ReservationOutcome.Held held
                ? held.reservation().id()
                : 0;
    }

    private static long credential(AuditEntry entry) {
        return entry instanceof AuditEntry.Intent intent && intent.credential().isPresent()
                ? intent.credential().get().version()
                : 0;
    }
}
