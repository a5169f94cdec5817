package dev.fishnet.proxy.money;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.Spending;
import dev.fishnet.spend.Usage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The money held for one request. It ends exactly once, in one of three ways: nothing was owed, this much was owed, or
 * nobody can tell and what was held stays held. In doubt it stays held.
 */
public final class Tab {
    private final Books books;
    private final RequestHead head;
    private final Terms terms;
    private @Nullable Reservation held;
    private boolean written;
    private boolean sent;
    private int status;

    public Tab(Books books, RequestHead head, Reservation held, Terms terms) {
        this.books = books;
        this.head = head;
        this.held = held;
        this.terms = terms;
    }

    /** Where the tabs are kept, and who hears of one that was too small. */
    public record Books(Spending spending, InstantSource clock, Bell bell) {}

    /** Has the books write what is held, once: the request may be sent when they have. */
    public CompletionStage<Void> write() {
        Reservation reservation = held;
        if (reservation == null) {
            throw new IllegalStateException("the tab is closed");
        }
        written = true;
        return books.spending().write(reservation, books.clock().instant());
    }

    /** From here on the upstream may have the request. */
    public void sending() {
        sent = true;
    }

    /** The upstream's answer begins. */
    public void answered(int answer) {
        status = answer;
    }

    /**
     * The request is over, however it ended; calling it again does nothing.
     *
     * @return what it was settled for; empty when what was held stays held, or it had ended before
     */
    public Optional<MicroUsd> close(Optional<Usage> usage) {
        Reservation reservation = held;
        held = null;
        return reservation == null ? Optional.empty() : end(reservation, usage);
    }

    private Optional<MicroUsd> end(Reservation reservation, Optional<Usage> usage) {
        if (!written) {
            books.spending().withdraw(reservation);
            return Optional.of(MicroUsd.ZERO);
        }
        if (!sent || terms.nothingFor(status)) {
            books.spending().release(reservation, books.clock().instant());
            return Optional.of(MicroUsd.ZERO);
        }
        Optional<MicroUsd> cost = terms.owed(status, usage);
        if (cost.isPresent()) {
            settle(reservation, cost.get(), usage);
        } else {
            books.spending().keep(reservation, books.clock().instant());
        }
        return cost;
    }

    private void settle(Reservation reservation, MicroUsd cost, Optional<Usage> usage) {
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
}
