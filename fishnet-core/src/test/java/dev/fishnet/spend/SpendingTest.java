package dev.fishnet.spend;

import static dev.fishnet.spend.Money.CLAUDE;
import static dev.fishnet.spend.Money.NOON;
import static dev.fishnet.spend.Money.claim;
import static dev.fishnet.spend.Money.daily;
import static dev.fishnet.spend.Money.held;
import static dev.fishnet.spend.Money.micros;
import static dev.fishnet.spend.Money.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.ReservationOutcome.Refused;
import dev.fishnet.spend.Spending.Ending;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SpendingTest {
    private static final Usage USAGE = Usage.of(3, 4);

    /** Books whose every write waits until a test says what becomes of it. */
    private static final class SlowBooks implements SpendStorePort {
        final List<SpendRecord> records = new ArrayList<>();
        final List<CompletableFuture<Void>> waiting = new ArrayList<>();

        @Override
        public SpendHistory since(LocalDate day) {
            return SpendHistory.EMPTY;
        }

        @Override
        public CompletionStage<Void> append(SpendRecord record) {
            records.add(record);
            CompletableFuture<Void> stage = new CompletableFuture<>();
            waiting.add(stage);
            return stage;
        }

        @Override
        public CompletionStage<Void> appendSoon(SpendRecord record) {
            return append(record);
        }

        @Override
        public void close() {}
    }

    private final SlowBooks books = new SlowBooks();
    private final Spending spending = new Spending(SpendHistory.EMPTY, books);

    private Reservation reserve(long atMost) throws Exception {
        Reservation reservation = held(spending.reserve(claim(CLAUDE, atMost), daily(100), Caps.NONE, NOON));
        spending.write(reservation, NOON);
        books.waiting.getLast().complete(null);
        return reservation;
    }

    @Test
    void whatIsHeldIsInTheBooksOnceTheyHaveSaidSo() throws Exception {
        Reservation reservation = held(spending.reserve(claim(CLAUDE, 60), daily(100), Caps.NONE, NOON));
        CompletableFuture<Void> written = spending.write(reservation, NOON).toCompletableFuture();
        assertFalse(written.isDone());

        books.waiting.getFirst().complete(null);

        assertTrue(written.isDone());
        assertEquals(List.of(new SpendRecord.Held(reservation.id(), NOON, reservation)), books.records);
    }

    @Test
    void whatIsHeldCountsBeforeTheBooksHaveIt() throws Exception {
        held(spending.reserve(claim(CLAUDE, 60), daily(100), Caps.NONE, NOON));

        assertInstanceOf(Refused.class, spending.reserve(claim(CLAUDE, 60), daily(100), Caps.NONE, NOON));
    }

    @Test
    void whatTheBooksWereNotToldOfIsFreeAgainAndTheyHearNothing() throws Exception {
        spending.withdraw(held(spending.reserve(claim(CLAUDE, 100), daily(100), Caps.NONE, NOON)));

        assertEquals(micros(0), spending.standing(CLAUDE, NOON).totalDay().used());
        assertEquals(List.of(), books.records);
    }

    @Test
    void whatTheBooksCouldNotTakeCountsUntilItEnds() throws Exception {
        Reservation reservation = held(spending.reserve(claim(CLAUDE, 60), daily(100), Caps.NONE, NOON));
        CompletableFuture<Void> written = spending.write(reservation, NOON).toCompletableFuture();

        books.waiting.getFirst().completeExceptionally(new IllegalStateException("full"));

        assertTrue(written.isCompletedExceptionally());
        assertInstanceOf(Refused.class, spending.reserve(claim(CLAUDE, 60), daily(100), Caps.NONE, NOON));
        assertEquals(Ending.WITHIN_RESERVATION, spending.settle(reservation, micros(10), USAGE, NOON));
        assertEquals(micros(10), spending.standing(CLAUDE, NOON).agentDay().used());
    }

    @Test
    void aRefusalIsNotWritten() {
        assertInstanceOf(Refused.class, spending.reserve(claim(CLAUDE, 101), daily(100), Caps.NONE, NOON));
        assertEquals(List.of(), books.records);
    }

    @Test
    void whatARequestCostIsWrittenAndCounted() throws Exception {
        Reservation reservation = reserve(100);

        assertEquals(Ending.WITHIN_RESERVATION, spending.settle(reservation, micros(100), USAGE, NOON));

        assertEquals(
                new SpendRecord.Settled(reservation.id(), NOON, micros(100), Optional.of(USAGE)),
                books.records.getLast());
        assertEquals(
                new Standing.Sum(micros(100), micros(0)),
                spending.standing(CLAUDE, NOON).agentDay());
    }

    @Test
    void moreThanWasHeldIsSaidAndCounted() throws Exception {
        assertEquals(Ending.ABOVE_RESERVATION, spending.settle(reserve(100), micros(101), USAGE, NOON));
        assertEquals(micros(101), spending.standing(CLAUDE, NOON).agentDay().used());
    }

    @Test
    void whatWasNeverSentCostsNothing() throws Exception {
        Reservation reservation = reserve(100);

        assertEquals(Ending.WITHIN_RESERVATION, spending.release(reservation, NOON));

        assertEquals(
                new SpendRecord.Settled(reservation.id(), NOON, MicroUsd.ZERO, Optional.empty()),
                books.records.getLast());
        assertEquals(micros(0), spending.standing(CLAUDE, NOON).agentDay().used());
    }

    @Test
    void whatNobodyKnowsTheCostOfStaysHeld() throws Exception {
        Reservation reservation = reserve(100);

        assertEquals(Ending.WITHIN_RESERVATION, spending.keep(reservation, NOON));

        assertEquals(new SpendRecord.Kept(reservation.id(), NOON), books.records.getLast());
        assertEquals(micros(100), spending.standing(CLAUDE, NOON).agentDay().held());
    }

    @Test
    void aSecondEndingIsNeitherCountedNorWritten() throws Exception {
        Reservation reservation = reserve(100);
        spending.keep(reservation, NOON);
        int written = books.records.size();

        assertEquals(Ending.ENDED_BEFORE, spending.settle(reservation, micros(500), USAGE, NOON));
        assertEquals(Ending.ENDED_BEFORE, spending.release(reservation, NOON));
        assertEquals(Ending.ENDED_BEFORE, spending.keep(reservation, NOON));

        assertEquals(written, books.records.size());
        assertEquals(micros(100), spending.standing(CLAUDE, NOON).agentDay().used());
    }

    @Test
    void ordersAndModelsDoNotShareACapButShareTheBooks() throws Exception {
        Reservation model = reserve(100);
        Reservation order = held(spending.reserve(order(CLAUDE, 100), Caps.NONE, daily(100), NOON));
        spending.write(order, NOON);

        assertEquals(model.id() + 1, order.id());
        assertEquals(micros(100), spending.standing(CLAUDE, NOON).totalDay().used());
        assertEquals(
                micros(100), spending.orderStanding(CLAUDE, NOON).totalDay().used());
        spending.release(order, NOON);
        assertEquals(micros(0), spending.orderStanding(CLAUDE, NOON).totalDay().used());
        assertEquals(micros(100), spending.standing(CLAUDE, NOON).totalDay().used());
    }

    @Test
    void afterARestartEachLedgerTakesUpItsOwnLines() throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 22);
        SpendHistory history = new SpendHistory(9, List.of(sum(day, claim(CLAUDE, 40)), sum(day, order(CLAUDE, 70))));
        Spending restarted = new Spending(history, books);

        assertEquals(micros(40), restarted.standing(CLAUDE, NOON).agentDay().held());
        assertEquals(
                micros(70), restarted.orderStanding(CLAUDE, NOON).agentDay().held());
        restarted.write(held(restarted.reserve(claim(CLAUDE, 1), Caps.NONE, Caps.NONE, NOON)), NOON);
        assertEquals(10, books.records.getLast().id());
    }

    private static SpendHistory.DaySum sum(LocalDate day, SpendClaim claim) {
        return new SpendHistory.DaySum(
                day, claim.agent(), claim.upstream(), claim.what(), MicroUsd.ZERO, claim.atMost(), 1);
    }
}
