package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.upstream.UpstreamName;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for money, and comes back to the event loop with the answer. */
final class Till {
    private final Court court;
    private final EventLoop loop;

    Till(Court court, EventLoop loop) {
        this.court = court;
        this.loop = loop;
    }

    /**
     * Reserves it. One of the two is called on the event loop; neither, once that has ended, and what was held is given
     * back then.
     *
     * @param agent the agent's own caps
     * @param total those of all agents together
     */
    void reserve(
            SpendClaim claim, Caps agent, Caps total, Consumer<ReservationOutcome> then, Consumer<Refusal> noBooks) {
        court.ports()
                .spending()
                .reserve(claim, agent, total, court.ports().clock().instant())
                .whenComplete((outcome, failure) -> {
                    court.booksWritten(failure == null);
                    if (failure == null) {
                        onLoop(() -> then.accept(outcome), outcome);
                    } else if (court.clerk().servesUnwritten()) {
                        court.unwritten(cause(failure));
                        unwritten(claim, agent, total, then);
                    } else {
                        onLoop(() -> noBooks.accept(unavailable(cause(failure))), null);
                    }
                });
    }

    /** The operator wants requests to go on; they are held to their caps all the same. */
    private void unwritten(SpendClaim claim, Caps agent, Caps total, Consumer<ReservationOutcome> then) {
        ReservationOutcome outcome = court.ports()
                .spending()
                .reserveUnwritten(claim, agent, total, court.ports().clock().instant());
        onLoop(() -> then.accept(outcome), outcome);
    }

    /** What a later stage wraps, whose name of a class is no word for an operator. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private Refusal unavailable(Throwable failure) {
        court.failures().failed(UpstreamName.OWN, "books_unavailable", String.valueOf(failure.getMessage()));
        return Refusal.of(
                DenialCode.BOOKS_UNAVAILABLE, "The books cannot be written, so nothing may be spent for now.");
    }

    private void onLoop(Runnable step, @Nullable ReservationOutcome outcome) {
        if (loop.inEventLoop()) {
            step.run();
            return;
        }
        try {
            loop.execute(step);
        } catch (RejectedExecutionException stopped) {
            if (outcome instanceof ReservationOutcome.Held held) {
                court.ports()
                        .spending()
                        .release(held.reservation(), court.ports().clock().instant());
            }
        }
    }
}
