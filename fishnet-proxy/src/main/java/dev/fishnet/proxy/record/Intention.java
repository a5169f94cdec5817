package dev.fishnet.proxy.record;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The intent of one request, from being handed to the log until its one outcome has been. */
@SuppressWarnings("FutureReturnValueIgnored") // what could not be written is heard of where it was appended
public final class Intention {
    private final Clerk clerk;
    private final CaseFile file;
    private final CompletableFuture<Long> index = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean over;

    Intention(Clerk clerk, CaseFile file) {
        this.clerk = clerk;
        this.file = file;
    }

    /**
     * How a request ended.
     *
     * @param status of the upstream's answer; empty when there was none
     * @param usage what the answer said it took
     * @param cost what it was settled for; empty when it stays held, or nothing was
     * @param failure what the agent was told in place of an answer
     */
    public record End(
            Ending how,
            OptionalInt status,
            Optional<Usage> usage,
            Optional<MicroUsd> cost,
            Optional<DenialCode> failure) {
        /** The same, of a request that was never sent. */
        public End unsent() {
            return new End(Ending.UNSENT, status, usage, cost, failure);
        }
    }

    /** The body comes right behind the intent, whatever else waits for that. */
    void follow(CompletionStage<Long> written, Optional<BodyText> body) {
        written.whenComplete((place, failure) -> {
            if (failure != null) {
                index.completeExceptionally(failure);
                return;
            }
            body.ifPresent(
                    text -> clerk.appendSoon(new AuditEntry.Prompt(clerk.now(), place, text.text(), text.length())));
            index.complete(place);
        });
    }

    /**
     * Says once whether the intent is in the log, on whatever thread learns of it.
     *
     * @param then takes why it is not
     */
    public void whenWritten(Consumer<Optional<Throwable>> then) {
        index.whenComplete((place, failure) -> then.accept(Optional.ofNullable(failure)));
    }

    /** The request has ended: it has an outcome once it has an intent. Calling it again does nothing. */
    public void ended(End end) {
        if (over) {
            return;
        }
        over = true;
        Instant at = clerk.now();
        Duration took = file.age();
        index.whenComplete((place, failure) -> {
            if (failure == null) {
                clerk.appendSoon(new AuditEntry.Outcome(
                        at, place, end.how(), end.status(), end.usage(), end.cost(), end.failure(), took));
            }
            closed.complete(null);
            clerk.closed(this);
        });
    }

    /** Completes when its outcome has been handed to the log, or there is none to be. */
    CompletableFuture<Void> closed() {
        return closed;
    }
}
