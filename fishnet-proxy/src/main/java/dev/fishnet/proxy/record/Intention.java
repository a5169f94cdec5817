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
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The intent of one request, from being handed to the log until its one outcome has been. */
public final class Intention {
    private final Clerk clerk;
    private final CaseFile file;

    /** Only until the log has answered: an exchange may last for minutes, and there may be a thousand. */
    private Optional<BodyText> body;

    private final CompletionStage<?> kept;

    /** The outcome, until it is known whether the intent is in the log. */
    private @Nullable Runnable waiting;

    private boolean known;
    private long place;
    private @Nullable Throwable failure;
    private boolean over;

    /** @param kept completes when the intent outlives this process */
    Intention(Clerk clerk, CaseFile file, Optional<BodyText> body, CompletionStage<?> kept) {
        this.kept = kept;
        this.clerk = clerk;
        this.file = file;
        this.body = body;
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

    /**
     * The log has answered. The body comes right behind the intent, whatever else waits for that.
     *
     * @param index of the intent; null when it could not be written
     */
    void written(@Nullable Long index, @Nullable Throwable why) {
        clerk.heard(why);
        Optional<BodyText> kept = body;
        body = Optional.empty();
        if (index != null && kept.isPresent()) {
            BodyText text = kept.get();
            clerk.appendSoon(new AuditEntry.Prompt(clerk.now(), index, text.text(), text.length()));
        }
        Runnable outcome;
        synchronized (this) {
            place = index == null ? 0 : index;
            failure = why;
            known = true;
            outcome = waiting;
            waiting = null;
        }
        if (outcome != null) {
            outcome.run();
        }
    }

    /** At once where it is known already. */
    private void whenKnown(Runnable step) {
        synchronized (this) {
            if (!known) {
                waiting = step;
                return;
            }
        }
        step.run();
    }

    /**
     * Says once whether the intent is in the log or will be, however this process ends, on whatever thread learns of
     * it; at once where that is known.
     *
     * @param then takes why it is not
     */
    public void whenKept(Consumer<Optional<Throwable>> then) {
        kept.whenComplete((done, why) -> then.accept(Optional.ofNullable(why)));
    }

    /** The request has ended: it has an outcome once it has an intent. Calling it again does nothing. */
    public void ended(End end) {
        if (over) {
            return;
        }
        over = true;
        Instant at = clerk.now();
        Duration took = file.age();
        whenKnown(() -> {
            if (failure == null) {
                clerk.appendSoon(new AuditEntry.Outcome(
                        at, place, end.how(), end.status(), end.usage(), end.cost(), end.failure(), took));
            }
            clerk.closed();
        });
    }
}
