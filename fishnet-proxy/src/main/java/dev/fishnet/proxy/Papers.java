package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.money.Tab;
import dev.fishnet.proxy.record.Intention;
import dev.fishnet.upstream.UpstreamName;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has to outlive this process before a request may be sent: the money that is held for it, and its intent. They
 * are handed over one right behind the other; mostly they are kept at once, and else the request waits for both.
 */
final class Papers {
    private final Court court;
    private final Intention intention;
    private final @Nullable CompletionStage<Void> money;
    private final AtomicInteger awaited;
    private @Nullable Throwable moneyFault;
    private @Nullable Throwable intentFault;

    private Papers(Court court, @Nullable CompletionStage<Void> money, Intention intention) {
        this.court = court;
        this.money = money;
        this.intention = intention;
        this.awaited = new AtomicInteger(money == null ? 1 : 2);
    }

    /** Hands them over, the money first: an intent says what is held. */
    static Papers handOver(Court court, Optional<Tab> tab, Supplier<Intention> intention) {
        CompletionStage<Void> money = tab.map(Tab::write).orElse(null);
        return new Papers(court, money, intention.get());
    }

    Intention intention() {
        return intention;
    }

    /**
     * Says once that both outlive this process or will not, on whatever thread learns of it.
     *
     * @param then takes why the request may not be sent; null when it may
     */
    void whenKept(Consumer<@Nullable Refusal> then) {
        if (money != null) {
            money.whenComplete((done, failure) -> {
                moneyFault = failure;
                arrived(then);
            });
        }
        intention.whenKept(failure -> {
            intentFault = failure.orElse(null);
            arrived(then);
        });
    }

    private void arrived(Consumer<@Nullable Refusal> then) {
        if (awaited.decrementAndGet() == 0) {
            then.accept(refusal());
        }
    }

    /** The operator may want requests to go on; they are held to their caps all the same. */
    private @Nullable Refusal refusal() {
        if (money != null) {
            court.booksWritten(moneyFault == null);
        }
        boolean served = court.clerk().servesUnwritten();
        if (moneyFault != null && served) {
            court.unwritten(cause(moneyFault));
        } else if (moneyFault != null) {
            return noBooks(cause(moneyFault));
        }
        return intentFault == null || served ? null : RequestFaults.noLog();
    }

    /** What a later stage wraps, whose name of a class is no word for an operator. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private Refusal noBooks(Throwable failure) {
        court.failures().failed(UpstreamName.OWN, "books_unavailable", String.valueOf(failure.getMessage()));
        return Refusal.of(
                DenialCode.BOOKS_UNAVAILABLE, "The books cannot be written, so nothing may be spent for now.");
    }
}
