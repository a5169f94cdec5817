package dev.fishnet.proxy.store;

import dev.fishnet.error.ErrorKind;
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
import java.util.function.LongSupplier;

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

    /** A disk that hangs longer than this lets no more requests go than have gone already. */
    static final long PATIENCE_NANOS = 100_000_000;

    private static final int BEGIN = 64;
    private static final int SIZE = BEGIN + 2 * HALF;
    private static final long MAGIC = 0x666e73706f6f6c31L;
    private static final int ID = Long.BYTES;
    private static final int PIECE = 16 * 1024;
    private static final int ROOM = 2048;

    private final FileChannel channel;
    private final MappedByteBuffer memory;
    private final LongSupplier clock;

    /** Where a record is made up; one that is longer has its own. */
    private final ByteBuffer room = ByteBuffer.allocate(ROOM);

    /** The last record of each half. */
    private final long[] lastOf = new long[2];

    private long id;
    private int half;
    private int at = BEGIN;
    private int latest = BEGIN;
    private long last;
    private boolean broken;
    private long settledThen;
    private long movedAt;
    private volatile long settled;

    private Spool(FileChannel channel, MappedByteBuffer memory, LongSupplier clock) {
        this.clock = clock;
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
        return open(file, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    static Optional<Spool> open(Path file, LongSupplier clock) throws IOException, FishnetException {
        Connections.create(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            if (locked(channel)) {
                size(channel, file);
                return Optional.of(new Spool(channel, channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE), clock));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | FishnetException | RuntimeException e) {
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

    /** A file that is new, or was cut; one of another length may be another release's, with something in it. */
    private static void size(FileChannel channel, Path file) throws IOException, FishnetException {
        if (channel.size() == SIZE) {
            return;
        }
        ByteBuffer magic = ByteBuffer.allocate(Long.BYTES);
        if (channel.read(magic, 0) == Long.BYTES && magic.getLong(0) == MAGIC) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    file + " has " + channel.size() + " bytes, and this release's has " + SIZE,
                    "the release that wrote it can read it; or move it away, and the requests of its last moments are in no"
                            + " log");
        }
        fill(channel);
    }

    /**
     * The disk must have room for all of it before anything is put there: memory has no good way to say that it has
     * none.
     */
    private static void fill(FileChannel channel) throws IOException {
        // In small pieces: Java keeps a copy of the largest that a thread has written.
        ByteBuffer nothing = ByteBuffer.allocate(PIECE);
        for (int done = 0; done < SIZE; ) {
            done += channel.write(nothing.clear().limit(Math.min(PIECE, SIZE - done)), done);
        }
        channel.truncate(SIZE);
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

    /**
     * From here on it is empty and has that id, which the books have by now, with all that was left. It is written
     * anew, so that the disk has room for all of it, and nothing old can be read there.
     */
    synchronized void begin(long fresh) throws IOException {
        fill(channel);
        memory.putLong(ID, fresh);
        memory.putLong(0, MAGIC);
        id = fresh;
    }

    /**
     * Puts a record behind those before it. Does not block.
     *
     * @return its number; 0 when there is no room for it
     */
    synchronized long put(Kind kind, byte[] bytes) {
        SpoolRecord next = new SpoolRecord(last + 1, kind, bytes);
        if (id == 0 || broken || bytes.length > SpoolRecord.LONGEST || stalls() || !hasRoom(next.length())) {
            return 0;
        }
        if (!isWritten(next.written(id, room))) {
            broken = true;
            return 0;
        }
        latest = at;
        at += next.length();
        last = next.number();
        lastOf[half] = last;
        return last;
    }

    /**
     * Where the file below cannot be written, for want of room or for a fault of the disk, memory says so by an error
     * that may come at any later moment. So what was put is read again: it is there, or it is not.
     */
    private boolean isWritten(ByteBuffer record) {
        try {
            int length = record.remaining();
            memory.put(at, record, record.position(), length);
            return memory.slice(at, length).mismatch(record) < 0;
        } catch (InternalError unwritable) {
            return false;
        }
    }

    /** The last record is none: nobody was told that it was kept. */
    synchronized void takeBack() {
        memory.putInt(latest, 0);
        at = latest;
        last--;
        lastOf[half] = last;
    }

    /** Whether the writer has taken nothing for so long that those who come now had better wait for it. */
    private boolean stalls() {
        long now = clock.getAsLong();
        if (last <= settled || settled != settledThen) {
            settledThen = settled;
            movedAt = now;
        }
        return now - movedAt > PATIENCE_NANOS;
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

    /**
     * Takes nothing more. The file stays, for the next to take up what the books do not have; mostly that is nothing.
     */
    @Override
    public synchronized void close() throws IOException {
        if (id != 0 && last <= settled) {
            // Books that are put back from a backup must not take up what was settled since.
            memory.putLong(ID, 0);
        }
        id = 0;
        channel.close();
    }
}
