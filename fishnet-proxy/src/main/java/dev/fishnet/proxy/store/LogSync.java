package dev.fishnet.proxy.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Brings SQLite's log onto the disk soon after each commit, on a thread of its own: a request does not wait for the
 * disk, and a loss of power takes no more than the last moments.
 */
final class LogSync implements AutoCloseable {
    /** Between two syncs, so that commits under load share them. */
    private static final long PAUSE_MILLIS = 20;

    private final FileChannel log;
    private final Consumer<IOException> onFailure;
    private final Thread thread = new Thread(this::run, "fishnet-books-sync");
    private boolean dirty;
    private boolean closing;

    private LogSync(FileChannel log, Consumer<IOException> onFailure) {
        this.log = log;
        this.onFailure = onFailure;
    }

    /** Begins; the log must be there, as it is after a first write. */
    static LogSync start(Path file, Consumer<IOException> onFailure) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        LogSync sync =
                new LogSync(FileChannel.open(log, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), onFailure);
        sync.thread.setDaemon(true);
        sync.thread.start();
        return sync;
    }

    synchronized void committed() {
        dirty = true;
        notifyAll();
    }

    private void run() {
        try {
            while (next()) {
                log.force(false);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            onFailure.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean next() throws InterruptedException {
        while (!dirty && !closing) {
            wait();
        }
        boolean more = dirty;
        dirty = false;
        return more;
    }

    /** After a last sync of what was committed. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
