package dev.fishnet.cli.daemon;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for the books, and no longer than that. */
record WriteWait(Duration most) {
    <T> T with(CompletionStage<T> stage) throws FishnetException {
        try {
            return stage.toCompletableFuture().get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw unavailable("the disk takes longer than " + most.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("Fishnet is ending", e);
        }
    }

    private static FishnetException failure(@Nullable Throwable cause) {
        return cause instanceof FishnetException known ? known : unavailable(String.valueOf(cause), cause);
    }

    private static FishnetException unavailable(String why, @Nullable Throwable cause) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE, "the log cannot be written: " + why, "look at the disk", cause);
    }
}
