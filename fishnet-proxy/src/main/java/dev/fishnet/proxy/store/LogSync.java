package dev.fishnet.proxy.store;

import dev.fishnet.error.FishnetException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings SQLite's log onto the disk soon after each commit, on a thread of its own: a request does not wait for the
 * disk, and a loss of power takes no more than the last moments. Whoever does wait is told once a sync has ended that
 * began after the commit.
 */
final class LogSync implements AutoCloseable {
    /** Between two syncs that nobody waits for, so that commits under load share them. */
    private static final long PAUSE_NANOS = 20_000_000;

    /** The file that is synced. */
    interface Disk extends Closeable {
        /** Returns once everything that was written to it before is on the disk itself. */
        void sync() throws IOException;
    }

    private final Disk disk;
    private final Function<IOException, FishnetException> onFailure;
    private final Thread thread = new Thread(this::run, "fishnet-books-sync");
    private List<Waiting<?>> waiting = new ArrayList<>();
    private Optional<FishnetException> failed = Optional.empty();
    private boolean dirty;
    private boolean idle;
    private boolean closing;

    private LogSync(Disk disk, Function<IOException, FishnetException> onFailure) {
        this.disk = disk;
        this.onFailure = onFailure;
    }

    /**
     * Begins; the log must be there, as it is after a first write. Its name is brought onto the disk here, since SQLite
     * does so no sooner than its first own sync.
     *
     * @param onFailure sees to it that nothing more is written, and says why to those who wait
     */
    static LogSync start(Path file, Function<IOException, FishnetException> onFailure) throws IOException {
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return start(
                new OpenLog(FileChannel.open(log, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)), onFailure);
    }

    static LogSync start(Disk disk, Function<IOException, FishnetException> onFailure) {
        LogSync sync = new LogSync(disk, onFailure);
        sync.thread.setDaemon(true);
        sync.thread.start();
        return sync;
    }

    private record OpenLog(FileChannel channel) implements Disk {
        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Takes those who wait for the disk; does not wait for it, nor for them. */
    void committed(List<Waiting<?>> synced) {
        Optional<FishnetException> why = add(synced);
        why.ifPresent(failure -> synced.forEach(next -> next.fail(failure)));
    }

    private synchronized Optional<FishnetException> add(List<Waiting<?>> synced) {
        if (failed.isEmpty()) {
            waiting.addAll(synced);
            dirty = true;
            if (idle || !synced.isEmpty()) {
                idle = false;
                notifyAll();
            }
        }
        return failed;
    }

    private void run() {
        try {
            while (next()) {
                sync(takeWaiting());
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean next() throws InterruptedException {
        idle = true;
        while (!dirty && !closing) {
            wait();
        }
        idle = false;
        return dirty;
    }

    private synchronized List<Waiting<?>> takeWaiting() {
        List<Waiting<?>> taken = waiting;
        waiting = new ArrayList<>();
        dirty = false;
        return taken;
    }

    private void sync(List<Waiting<?>> taken) {
        try {
            disk.sync();
        } catch (IOException e) {
            FishnetException why = onFailure.apply(e);
            taken.forEach(next -> next.fail(why));
            fail(why).forEach(next -> next.fail(why));
            return;
        }
        taken.forEach(Waiting::complete);
    }

    /** After a failure the disk may hold anything: no sync that succeeds later makes up for it. */
    private synchronized List<Waiting<?>> fail(FishnetException why) {
        failed = Optional.of(why);
        return takeWaiting();
    }

    /** Ends early as soon as somebody waits. */
    private synchronized void pause() throws InterruptedException {
        long until = System.nanoTime() + PAUSE_NANOS;
        while (waiting.isEmpty() && !closing) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
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
        disk.close();
    }
}
