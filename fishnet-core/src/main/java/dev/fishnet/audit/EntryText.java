package dev.fishnet.audit;

/** The one way to write an entry down: a line of JSON, without its line feed; its bytes are a leaf of the tree. */
public final class EntryText {
    private EntryText() {}

    /**
     * Writes an entry.
     *
     * @param index its place in the log, from 0 on
     * @return at most {@link #LONGEST} bytes of UTF-8
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static byte[] of(long index, AuditEntry entry) {
        throw new UnsupportedOperationException();
    }

    /** In bytes. What is too long is cut, where it is a text of the caller's; a policy is never as long. */
    public static final int LONGEST = 1024 * 1024;
}
