package dev.fishnet.user;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A new thread that becomes the account, does the work and ends with it. Nothing else ever runs on it, so nothing of
 * what it became is left over.
 */
public final class ActingThread implements ActingPort {
    private static final int PATIENCE_SECONDS = 30;

    private final Becoming becoming;

    public ActingThread(Becoming becoming) {
        this.becoming = becoming;
    }

    /** How the thread that calls this becomes that account, with all of it or not at all. */
    @FunctionalInterface
    public interface Becoming {
        /** Returns when it has. */
        void become(FileOwner owner) throws FishnetException;
    }

    @Override
    public <T> T as(FileOwner owner, Work<T> work) throws FishnetException {
        FutureTask<T> task = new FutureTask<>(() -> {
            becoming.become(owner);
            return work.run();
        });
        Thread.ofPlatform().daemon().name("fishnet-acting").start(task);
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(owner, e);
        } catch (TimeoutException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "the files of uid " + owner.uid() + " keep us waiting for more than " + PATIENCE_SECONDS + " s",
                    null,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FishnetException(ErrorKind.UNAVAILABLE, "interrupted", null, e);
        }
    }

    /** What an operator can act on is thrown as it is, and so is a mistake of ours. */
    private static FishnetException failure(FileOwner owner, ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException mistake) {
            throw mistake;
        }
        return failed.getCause() instanceof FishnetException known
                ? known
                : new FishnetException(
                        ErrorKind.FAILED,
                        "cannot act as uid " + owner.uid() + ": " + failed.getMessage(),
                        null,
                        failed);
    }
}
