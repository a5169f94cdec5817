package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendHistory.DaySum;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.spend.SpendStorePort;
import dev.fishnet.spend.Tier;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every keeper of the books does. */
public interface SpendStorePortContract {
    LocalDate DAY = LocalDate.of(2026, 11, 22);
    Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    /** Books without a line in them. */
    SpendStorePort newStore() throws Exception;

    /** The same books, as another process finds them. */
    SpendStorePort reopen(SpendStorePort store) throws Exception;

    /** A reservation of the agent {@code claude} at OpenAI. */
    static Reservation reservation(long id, long atMost, LocalDate day) {
        return new Reservation(
                id, new SpendClaim(new AgentName("claude"), UpstreamName.OPENAI, "gpt-5", new MicroUsd(atMost)), day);
    }

    static SpendRecord held(long id, long atMost, LocalDate day) {
        return new SpendRecord.Held(id, NOW, reservation(id, atMost, day));
    }

    static DaySum sum(LocalDate day, long settled, long held, long requests) {
        return new DaySum(
                day,
                new AgentName("claude"),
                UpstreamName.OPENAI,
                "gpt-5",
                new MicroUsd(settled),
                new MicroUsd(held),
                requests);
    }

    private static void append(SpendStorePort store, SpendRecord... records) throws Exception {
        for (SpendRecord record : records) {
            store.append(record).toCompletableFuture().get();
        }
    }

    private static SpendRecord settled(long id, long cost) {
        return new SpendRecord.Settled(id, NOW, new MicroUsd(cost), Optional.of(new Usage(1, 2, 3, 4, 5, Tier.FLEX)));
    }

    @Test
    default void newBooksAreEmpty() throws Exception {
        try (SpendStorePort store = newStore()) {
            assertEquals(SpendHistory.EMPTY, store.since(LocalDate.EPOCH));
        }
    }

    @Test
    default void moneyIsHeldUntilItIsKnownWhatTheRequestCost() throws Exception {
        try (SpendStorePort store = newStore()) {
            append(store, held(1, 500, DAY), held(2, 300, DAY), settled(1, 120));

            assertEquals(new SpendHistory(2, List.of(sum(DAY, 120, 300, 2))), store.since(DAY));
        }
    }

    @Test
    default void moneyThatIsKeptStaysHeld() throws Exception {
        try (SpendStorePort store = newStore()) {
            append(store, held(1, 500, DAY), new SpendRecord.Kept(1, NOW));

            assertEquals(List.of(sum(DAY, 0, 500, 1)), store.since(DAY).days());
        }
    }

    @Test
    default void whatWasNeverSentCostsNothing() throws Exception {
        try (SpendStorePort store = newStore()) {
            append(store, held(1, 500, DAY), new SpendRecord.Settled(1, NOW, MicroUsd.ZERO, Optional.empty()));

            assertEquals(List.of(sum(DAY, 0, 0, 1)), store.since(DAY).days());
        }
    }

    @Test
    default void theFirstEndingStands() throws Exception {
        try (SpendStorePort store = newStore()) {
            append(store, held(1, 500, DAY), settled(1, 120), settled(1, 400), new SpendRecord.Kept(1, NOW));
            append(store, held(2, 70, DAY), new SpendRecord.Kept(2, NOW), settled(2, 1));

            assertEquals(List.of(sum(DAY, 120, 70, 2)), store.since(DAY).days());
        }
    }

    @Test
    default void anEndingCountsInTheDayTheMoneyWasHeldIn() throws Exception {
        try (SpendStorePort store = newStore()) {
            append(store, held(1, 500, DAY.minusDays(1)), held(2, 10, DAY), settled(1, 120));

            assertEquals(
                    List.of(sum(DAY.minusDays(1), 120, 0, 1), sum(DAY, 0, 10, 1)),
                    store.since(DAY.minusDays(1)).days());
            assertEquals(List.of(sum(DAY, 0, 10, 1)), store.since(DAY).days());
        }
    }

    @Test
    default void anIdThatWasUsedIsKnownThoughItsDayIsNotAskedFor() throws Exception {
        try (SpendStorePort store = newStore()) {
            append(store, held(7, 500, DAY.minusDays(90)));

            assertEquals(new SpendHistory(7, List.of()), store.since(DAY));
        }
    }

    @Test
    default void theNextProcessFindsWhatWasWritten() throws Exception {
        SpendStorePort store = newStore();
        append(store, held(1, 500, DAY), held(2, 300, DAY), settled(1, 120));

        try (SpendStorePort again = reopen(store)) {
            assertEquals(new SpendHistory(2, List.of(sum(DAY, 120, 300, 2))), again.since(DAY));
        }
    }

    @Test
    default void whatAProcessHeldStaysHeldWhenItIsGone() throws Exception {
        SpendStorePort store = newStore();
        append(store, held(1, 500, DAY));

        try (SpendStorePort again = reopen(store)) {
            append(again, settled(1, 120), held(2, 70, DAY), settled(2, 7));

            assertEquals(new SpendHistory(2, List.of(sum(DAY, 7, 500, 2))), again.since(DAY));
        }
    }

    @Test
    default void recordsThatWaitForEachOtherAreAllThere() throws Exception {
        try (SpendStorePort store = newStore()) {
            HashSet<CompletionStage<Void>> stages = new HashSet<>();
            for (int i = 1; i <= 1000; i++) {
                stages.add(store.append(held(i, 1, DAY)));
            }
            for (CompletionStage<Void> stage : stages) {
                stage.toCompletableFuture().get();
            }

            assertEquals(new SpendHistory(1000, List.of(sum(DAY, 0, 1000, 1000))), store.since(DAY));
        }
    }

    @Test
    @Tag("S-67")
    default void whatNobodyWaitsForIsWrittenInItsPlaceAndByItself() throws Exception {
        try (SpendStorePort store = newStore()) {
            store.appendSoon(held(1, 500, DAY));
            store.appendSoon(settled(1, 120));
            append(store, held(2, 70, DAY));
            assertEquals(List.of(sum(DAY, 120, 70, 2)), store.since(DAY).days());

            store.appendSoon(settled(2, 1)).toCompletableFuture().get();
            assertEquals(List.of(sum(DAY, 121, 0, 2)), store.since(DAY).days());
        }
    }

    @Test
    default void whatNobodyWaitsForIsWrittenBeforeTheBooksAreClosed() throws Exception {
        SpendStorePort store = newStore();
        store.appendSoon(held(1, 500, DAY));
        store.close();

        try (SpendStorePort again = reopen(store)) {
            assertEquals(List.of(sum(DAY, 0, 500, 1)), again.since(DAY).days());
        }
    }

    @Test
    default void nothingIsWrittenAfterTheBooksAreClosed() throws Exception {
        SpendStorePort store = newStore();
        store.close();

        assertThrows(
                ExecutionException.class,
                () -> store.append(held(1, 1, DAY)).toCompletableFuture().get());
    }
}
