package dev.fishnet.proxy.store;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a row as they stand in the file: as they are, or a zero byte and a DEFLATE stream (RFC 1951) where
 * that is shorter. Entries that are written together say much the same, so it takes a fifth of their place or less:
 * less to write, to sync and to keep, most of all where pages of memory are dear. It has no check sum, as entries have
 * hashes. Of use to one thread.
 */
final class RowText implements AutoCloseable {
    /**
     * In bytes; what is longer is one entry, and stays as it is. Nobody who reads makes more of a stream than this. So
     * much zlib takes in without moving its window, which has 64 KiB and must keep 262 bytes ahead.
     */
    static final int LONGEST = 63 * 1024;

    /** In bytes, a page of the file: shorter ones share one with others. */
    private static final int SHORTEST = 4096;

    /** Entries begin with a brace. */
    private static final byte MARK = 0;

    private static final byte[] NOTHING = {};

    /** A mark, and what follows it. */
    private byte[] stream = NOTHING;

    private @Nullable Deflater deflater;

    /** What is to be written for so many bytes of lines. */
    byte[] of(byte[] lines, int length) {
        int deflated = length < SHORTEST || length > LONGEST ? 0 : deflate(lines, length);
        return deflated > 0 ? Arrays.copyOf(stream, deflated) : Arrays.copyOf(lines, length);
    }

    /** The length of mark and stream; zero where it is no shorter. */
    private int deflate(byte[] lines, int length) {
        if (deflater == null) {
            deflater = new Deflater(Deflater.BEST_SPEED, true);
            stream = new byte[LONGEST];
        }
        deflater.reset();
        deflater.setInput(lines, 0, length);
        deflater.finish();
        int deflated = deflater.deflate(stream, 1, length - 2);
        return deflater.finished() ? 1 + deflated : 0;
    }

    /** The lines again; nothing of a stream that is damaged, or that we would not have written. */
    static byte[] lines(byte[] kept) {
        if (kept.length == 0 || kept[0] != MARK) {
            return kept;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(kept, 1, kept.length - 1);
            // One more than there may be: the end of a stream is seen only where its lines leave room.
            byte[] lines = new byte[LONGEST + 1];
            int length = inflater.inflate(lines);
            boolean whole = inflater.finished() && inflater.getRemaining() == 0 && length <= LONGEST;
            return whole ? Arrays.copyOf(lines, length) : NOTHING;
        } catch (DataFormatException e) {
            return NOTHING;
        } finally {
            inflater.end();
        }
    }

    /** Gives back the memory that is not on the heap. */
    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
        }
    }
}
