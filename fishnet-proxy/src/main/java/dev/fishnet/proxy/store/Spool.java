package dev.fishnet.proxy.store;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SpoolRecord.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What must outlive this process before the writer has come to it: a small file, mapped into memory that the system
 * keeps however the process ends. A loss of power takes it, as it takes the last moments of the books.
 *
 * <p>It has two halves. One is filled, and when it is full the other one, if everything that stands there is in the
 * books by then; else there is no room. Its records are those of one id, which every opening makes anew and which is in
 * the books too: what another life of these books has left, or other books, is never taken up.
 */
final class Spool implements AutoCloseable {
    /** In bytes: a busy gateway writes less than this between a few transactions. */
    static final int HALF = 512 * 1024;

    private static final int BEGIN = 64;
    private static final int SIZE = BEGIN + 2 * HALF;
    private static final long MAGIC = 0x666e73706f6f6c31L;
    private static final int ID = Long.BYTES;

    private final FileChannel channel;
    private final MappedByteBuffer memory;

    /** The last record of each half. */
    private final long[] lastOf = new long[2];

    private long id;
    private int half;
    private int at = BEGIN;
    private int latest = BEGIN;
    private long last;
    private boolean broken;
    private volatile long settled;

    private Spool(FileChannel channel, MappedByteBuffer memory) {
        this.channel = channel;
        this.memory = memory;
    }

    /** Where it lies beside the books. */
    static Path of(Path books) {
        return books.resolveSibling(books.getFileName() + "-spool");
    }

    /**
     * Opens the file, or makes it with its owner and mode; empty when another process has it open.
     *
     * @throws FishnetException when it is no file, or others may read it
     */
    static Optional<Spool> open(Path file) throws IOException, FishnetException {
        Connections.create(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            if (locked(channel)) {
                fill(channel);
                return Optional.of(new Spool(channel, channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE)));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Until the channel is closed, or the process has ended. */
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    /**
     * The disk must have room for all of it before anything is put there: memory has no way to say that it has none.
     */
    private static void fill(FileChannel channel) throws IOException {
        ByteBuffer nothing = ByteBuffer.allocate(SIZE);
        if (channel.size() != SIZE) {
            channel.truncate(0);
            while (nothing.hasRemaining()) {
                channel.write(nothing);
            }
        }
    }

    /**
     * What another process has put and the books do not have.
     *
     * @param known the spool's id, as the books have it
     * @param after the number of the last record that they have
     */
    List<SpoolRecord> left(long known, long after) {
        if (memory.getLong(0) != MAGIC || memory.getLong(ID) != known) {
            return List.of();
        }
        List<SpoolRecord> found = new ArrayList<>(in(BEGIN, known));
        found.addAll(in(BEGIN + HALF, known));
        found.sort(Comparator.comparingLong(SpoolRecord::number));
        List<SpoolRecord> left = new ArrayList<>();
        for (SpoolRecord next : found) {
            if (next.number() == after + 1 + left.size()) {
                left.add(next);
            }
        }
        return left;
    }

    /** Behind the last record of a half stands what is left of an earlier filling. */
    private List<SpoolRecord> in(int begin, long known) {
        List<SpoolRecord> found = new ArrayList<>();
        int from = begin;
        Optional<SpoolRecord> next = SpoolRecord.read(memory, from, begin + HALF, known);
        while (next.isPresent()
                && (found.isEmpty() || next.get().number() == found.getLast().number() + 1)) {
            found.add(next.get());
            from += next.get().length();
            next = SpoolRecord.read(memory, from, begin + HALF, known);
        }
        return found;
    }

    /** From here on it is empty and has that id, which the books have by now, with all that was left. */
    synchronized void begin(long fresh) {
        id = fresh;
        memory.putLong(ID, fresh);
        memory.putLong(0, MAGIC);
    }

    /**
     * Puts a record behind those before it. Does not block.
     *
     * @return its number; 0 when there is no room for it
     */
    synchronized long put(Kind kind, byte[] bytes) {
        SpoolRecord next = new SpoolRecord(last + 1, kind, bytes);
        if (id == 0 || broken || bytes.length > SpoolRecord.LONGEST || !hasRoom(next.length())) {
            return 0;
        }
        try {
            next.write(memory, at, id);
        } catch (InternalError unwritable) {
            // Memory's way to say that the file below it cannot be written.
            broken = true;
            return 0;
        }
        latest = at;
        at += next.length();
        last = next.number();
        lastOf[half] = last;
        return last;
    }

    /** The last record is none: nobody was told that it was kept. */
    synchronized void takeBack() {
        memory.putInt(latest, 0);
        at = latest;
        last--;
        lastOf[half] = last;
    }

    private boolean hasRoom(int length) {
        if (at + length <= BEGIN + (half + 1) * HALF) {
            return true;
        }
        if (lastOf[1 - half] > settled) {
            return false;
        }
        half = 1 - half;
        at = BEGIN + half * HALF;
        return true;
    }

    /** The books have everything up to that number. */
    void settled(long number) {
        settled = number;
    }

    /** Takes nothing more. The file stays: what is in it is known to be in the books, or is taken up by the next. */
    @Override
    public synchronized void close() throws IOException {
        id = 0;
        channel.close();
    }
}
