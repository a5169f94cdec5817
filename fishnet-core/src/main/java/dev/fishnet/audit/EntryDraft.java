package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.vault.Credential;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An entry written down but for its index, and what the books have to know of it: it can wait for its place without all
 * that it was made from.
 */
public final class EntryDraft {
    /** What every line begins with, and behind that its index. */
    private static final byte[] BEGINNING =
            ("{\"v\":" + EntryText.VERSION + ",\"n\":").getBytes(StandardCharsets.US_ASCII);

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

    /** The entry's line, as {@link EntryText#of} has it. */
    public byte[] at(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("a log has no entry at a negative index");
        }
        byte[] digits = Long.toString(index).getBytes(StandardCharsets.US_ASCII);
        int from = BEGINNING.length + 1;
        byte[] line = new byte[lineAtZero.length - 1 + digits.length];
        System.arraycopy(BEGINNING, 0, line, 0, BEGINNING.length);
        System.arraycopy(digits, 0, line, BEGINNING.length, digits.length);
        System.arraycopy(lineAtZero, from, line, BEGINNING.length + digits.length, lineAtZero.length - from);
        return line;
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
        return entry instanceof AuditEntry.Intent intent
                ? intent.credential().map(Credential::version).orElse(0L)
                : 0;
    }
}
