package dev.fishnet.proxy.store;

import dev.fishnet.audit.EntryDraft;
import dev.fishnet.crypto.RandomBytes;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SpoolRecord.Kind;
import dev.fishnet.proxy.store.Waiting.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What stands between those who may go on once something outlives this process, and the writer, who writes it with
 * whatever else has come a few milliseconds later. Every record of the spool comes into the books once.
 */
final class Spooling implements AutoCloseable {
    private final Spool spool;
    private final long id;

    /** Of the transaction under way; the writer's alone. */
    private long taken;

    /**
     * Something on its way into the books.
     *
     * @param kept whether it outlives this process already
     * @param written completes when it is in the books
     */
    record Kept<T>(boolean kept, CompletionStage<T> written) {}

    private Spooling(Spool spool, long id) {
        this.spool = spool;
        this.id = id;
    }

    /**
     * Brings into the books what an earlier process has left, and begins anew.
     *
     * @throws FishnetException of kind CORRUPT when that cannot be read; nothing has changed then
     */
    static Spooling takeUp(Spool spool, Statements statements, LogTail log, DaySums sums)
            throws SQLException, IOException, FishnetException {
        Spooling next = new Spooling(spool, newId());
        statements.begin();
        try {
            log.takeUp(statements);
            SpoolMark mark = SpoolMark.read(statements);
            for (SpoolRecord left : spool.left(mark.id(), mark.number())) {
                take(left, statements, log, sums);
            }
            log.save(statements);
            sums.save(statements);
            new SpoolMark(next.id, 0).save(statements);
            statements.commit();
        } catch (SQLException | FishnetException | RuntimeException e) {
            statements.rollBack();
            throw e;
        }
        log.committed();
        spool.begin(next.id);
        return next;
    }

    private static long newId() {
        return ByteBuffer.wrap(RandomBytes.of(Long.BYTES)).getLong() | 1;
    }

    private static void take(SpoolRecord left, Statements statements, LogTail log, DaySums sums)
            throws SQLException, FishnetException {
        try {
            switch (left.kind()) {
                case HOLD -> sums.add(SpooledHold.read(left.bytes()));
                case INTENT -> log.append(statements, EntryDraft.read(left.bytes()));
            }
        } catch (IOException | IllegalArgumentException | DateTimeException | FishnetException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "what waited to be written into the books when Fishnet last ended cannot be read: "
                            + e.getMessage(),
                    "the release that ran then can read it; or move the file that ends in -spool away, and the requests"
                            + " of its last moments are in no log",
                    e);
        }
    }

    /** Keeps it here until the writer has it; without room here it waits for the writer, a hold with its intent. */
    <T> Kept<T> add(WriteQueue queue, Write<T> write, Kind kind, byte[] bytes) {
        synchronized (spool) {
            long number = spool.put(kind, bytes);
            Waiting<T> waiting = new Waiting<>(write, number > 0 || kind == Kind.HOLD ? Pace.SOON : Pace.NOW, number);
            CompletionStage<T> written = queue.add(waiting);
            boolean refused = written != waiting;
            if (refused && number > 0) {
                spool.takeBack();
            }
            return new Kept<>(number > 0 && !refused, written);
        }
    }

    /** At the end of a transaction, still in it. */
    void save(Statements statements, List<Waiting<?>> batch) throws SQLException {
        long before = taken;
        for (Waiting<?> next : batch) {
            taken = Math.max(taken, next.spooled());
        }
        if (taken > before) {
            new SpoolMark(id, taken).save(statements);
        }
    }

    /** The transaction is in the file. */
    void committed() {
        spool.settled(taken);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
