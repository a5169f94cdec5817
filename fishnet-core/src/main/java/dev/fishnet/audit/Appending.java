package dev.fishnet.audit;

import java.util.concurrent.CompletionStage;

/**
 * An entry on its way into the log.
 *
 * @param kept completes once the entry is not lost any more when this process is killed; not later than the index
 * @param index its index, once it has one
 */
public record Appending(CompletionStage<?> kept, CompletionStage<Long> index) {
    /** Of a store that keeps nothing sooner than it writes it. */
    public static Appending of(CompletionStage<Long> index) {
        return new Appending(index, index);
    }
}
