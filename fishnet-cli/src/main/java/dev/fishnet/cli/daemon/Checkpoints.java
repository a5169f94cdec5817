package dev.fishnet.cli.daemon;

import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.audit.tree.TreeProofs;
import dev.fishnet.audit.verify.LogSubtrees;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Signs the log's head within a second of its growth, whoever has made it grow, and once more at the end. */
final class Checkpoints {
    private static final long LOOK_MILLIS = 1000;
    private static final WriteWait WAIT = new WriteWait(Duration.ofSeconds(3));

    private final Path file;
    private final SqliteBooks books;
    private final LogSigner signer;
    private final InstantSource clock;
    private final Consumer<Signed> kept;
    private final Complaint complaint;
    private final Thread thread = new Thread(this::run, "fishnet-checkpoints");
    private TreeHead signed = TreeHead.EMPTY;
    private boolean isKept = true;
    private boolean ending;

    /** @param kept hears of each that is on the disk */
    Checkpoints(
            Path file,
            SqliteBooks books,
            LogSigner signer,
            InstantSource clock,
            Consumer<Signed> kept,
            Terminal terminal) {
        this.file = file;
        this.books = books;
        this.signer = signer;
        this.clock = clock;
        this.kept = kept;
        this.complaint = new Complaint(terminal);
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    private synchronized void run() {
        try {
            lookAgain();
            while (!ending) {
                wait(LOOK_MILLIS);
                lookAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAgain() {
        try {
            TreeHead head = head();
            if (!head.equals(signed) || !isKept) {
                String note = signer.sign(new Checkpoint(signer.origin(), head));
                signed = head;
                isKept = false;
                WAIT.with(books.keepCheckpoint(head.size(), clock.instant(), note));
                isKept = true;
                kept.accept(new Signed(head.size(), note));
            }
            complaint.isOver();
        } catch (FishnetException e) {
            complaint.about("there is no checkpoint of the log's end: " + e.getMessage());
        } catch (RuntimeException e) {
            // A fault of ours must not end the signing in silence.
            complaint.about(
                    "there is no checkpoint of the log's end: " + e.getClass().getName());
        }
    }

    private TreeHead head() throws FishnetException {
        try (AuditReader log = AuditReader.open(file)) {
            TreeHead head = log.head();
            if (!head.equals(signed)) {
                requireGrown(log, head.size());
            }
            return head;
        }
    }

    /** One key signs one history: what somebody has made of the file meanwhile does not become the log's by that. */
    private void requireGrown(AuditReader log, long size) throws FishnetException {
        if (size < signed.size()
                || !TreeProofs.head(signed.size(), new LogSubtrees(log)).equals(signed)) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the log does not begin with the " + signed.size() + " entries that were signed before",
                    "'fishnet audit verify' with a checkpoint that was kept elsewhere says more");
        }
    }

    /** Signs what has come since, and returns when that is kept, or could not be in time. */
    void end() {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
        try {
            thread.join(WAIT.most());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
