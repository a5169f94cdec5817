package dev.fishnet.proxy.money;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.Spending;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The money held for one request. It ends exactly once, in one of three ways: nothing was owed, this much was owed, or
 * nobody can tell and what was held stays held. In doubt it stays held.
 */
public final class Tab {
    /** What an upstream says before it works: who, where, how much, how often, and that it is overloaded. */
    private static final Set<Integer> NOT_SERVED =
            Set.of(401, 402, 403, 404, 405, 406, 411, 413, 414, 415, 421, 426, 429, 431, 503, 529);

    /** What it may also say after it has read a prompt: Azure bills a prompt that its filter then refuses with 400. */
    private static final Set<Integer> NOT_LIKED = Set.of(400, 422);

    /** Those that do not bill a refused prompt. */
    private static final Set<UpstreamName> KNOWN = Set.of(UpstreamName.OPENAI, UpstreamName.ANTHROPIC);

    private final Books books;
    private final RequestHead head;
    private final Function<Usage, MicroUsd> price;
    private @Nullable Reservation held;
    private boolean sent;
    private int status;

    /**
     * Opens a tab.
     *
     * @param price what usage costs, by the prices the request was judged with
     */
    public Tab(Books books, RequestHead head, Reservation held, Function<Usage, MicroUsd> price) {
        this.books = books;
        this.head = head;
        this.held = held;
        this.price = price;
    }

    /** Where the tabs are kept, and who hears of one that was too small. */
    public record Books(Spending spending, InstantSource clock, Bell bell) {}

    /** From here on the upstream may have the request. */
    public void sending() {
        sent = true;
    }

    /** The upstream's answer begins. */
    public void answered(int answer) {
        status = answer;
    }

    /** The request is over, however it ended; calling it again does nothing. */
    public void close(Optional<Usage> usage) {
        Reservation reservation = held;
        held = null;
        if (reservation == null) {
            return;
        }
        if (!sent || refusedUpstream()) {
            books.spending().release(reservation, books.clock().instant());
        } else if (usage.isPresent() && succeeded()) {
            settle(reservation, usage.get());
        } else {
            books.spending().keep(reservation, books.clock().instant());
        }
    }

    private void settle(Reservation reservation, Usage usage) {
        MicroUsd cost = price.apply(usage);
        Spending.Ending ending =
                books.spending().settle(reservation, cost, usage, books.clock().instant());
        if (ending == Spending.Ending.ABOVE_RESERVATION) {
            books.bell()
                    .ring(
                            head,
                            List.of(new Concern(
                                    AlertKind.COST_ABOVE_RESERVATION,
                                    "An answer cost more than was held for it: a price or a limit in the price book is"
                                            + " wrong.")));
        }
    }

    /** A timeout (408) is not among them: the work may have been done, and billed. */
    private boolean refusedUpstream() {
        return NOT_SERVED.contains(status) || (NOT_LIKED.contains(status) && KNOWN.contains(head.upstream()));
    }

    private boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
