package dev.fishnet.spend;

import static dev.fishnet.spend.Money.NOON;
import static dev.fishnet.spend.Money.claim;
import static dev.fishnet.spend.Money.micros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a ledger that keeps every reservation and adds them up each time. */
@Tag("S-37")
class SpendLedgerPropertyTest {
    private static final List<AgentName> AGENTS = List.of(new AgentName("a"), new AgentName("b"), new AgentName("c"));

    /** A reservation, and what it counts for now. */
    private static final class Line {
        final Reservation reservation;
        long counts;
        boolean open = true;

        Line(Reservation reservation) {
            this.reservation = reservation;
            this.counts = reservation.claim().atMost().value();
        }
    }

    private final List<Line> lines = new ArrayList<>();

    private long used(Optional<AgentName> agent, LocalDate day, boolean month) {
        return lines.stream()
                .filter(line ->
                        agent.isEmpty() || line.reservation.claim().agent().equals(agent.get()))
                .filter(line -> month
                        ? YearMonth.from(line.reservation.day()).equals(YearMonth.from(day))
                        : line.reservation.day().equals(day))
                .mapToLong(line -> line.counts)
                .sum();
    }

    private boolean fits(SpendClaim claim, Caps agent, Caps total, LocalDate day) {
        long wanted = claim.atMost().value();
        Optional<AgentName> own = Optional.of(claim.agent());
        return within(agent.daily(), used(own, day, false) + wanted)
                && within(agent.monthly(), used(own, day, true) + wanted)
                && within(total.daily(), used(Optional.empty(), day, false) + wanted)
                && within(total.monthly(), used(Optional.empty(), day, true) + wanted);
    }

    private static boolean within(Optional<MicroUsd> cap, long sum) {
        return cap.isEmpty() || sum <= cap.get().value();
    }

    private SpendHistory history() {
        long last =
                lines.stream().mapToLong(line -> line.reservation.id()).max().orElse(0);
        return new SpendHistory(
                last,
                lines.stream()
                        .map(line -> new SpendHistory.DaySum(
                                line.reservation.day(),
                                line.reservation.claim().agent(),
                                line.reservation.claim().upstream(),
                                "gpt-5",
                                micros(line.open ? 0 : line.counts),
                                micros(line.open ? line.counts : 0),
                                1))
                        .toList());
    }

    private static Caps caps(Random random) {
        return new Caps(cap(random), cap(random));
    }

    private static Optional<MicroUsd> cap(Random random) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(micros(random.nextInt(2000)));
    }

    /** Caps change with every call, the clock jumps by months, and now and then the process is killed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theLedgerSaysWhatAddingEverythingUpSays(long seed) {
        Random random = new Random(seed);
        SpendLedger ledger = new SpendLedger(SpendHistory.EMPTY);
        int held = 0;
        for (int step = 0; step < 2000; step++) {
            int what = random.nextInt(100);
            if (what < 60 || lines.isEmpty()) {
                held += tryToHold(ledger, random);
            } else if (what < 99) {
                end(ledger, lines.get(random.nextInt(lines.size())), random);
            } else {
                ledger = new SpendLedger(history());
                lines.forEach(line -> line.open = false);
            }
        }
        assertTrue(held > 100, "most of it was tried");
    }

    private int tryToHold(SpendLedger ledger, Random random) {
        Instant now = NOON.plus(Duration.ofHours(random.nextInt(24 * 70)));
        SpendClaim claim = claim(AGENTS.get(random.nextInt(AGENTS.size())), random.nextInt(120));
        Caps agent = caps(random);
        Caps total = caps(random);
        boolean fits = fits(claim, agent, total, LocalDate.ofInstant(now, ZoneOffset.UTC));
        ReservationOutcome outcome = ledger.reserve(claim, agent, total, now);
        if (!fits) {
            assertInstanceOf(Refused.class, outcome);
            return 0;
        }
        lines.add(new Line(assertInstanceOf(Held.class, outcome).reservation()));
        return 1;
    }

    /** A line whose process was killed has ended for the ledger: what it held stays counted. */
    private static void end(SpendLedger ledger, Line line, Random random) {
        if (random.nextBoolean()) {
            long cost = random.nextLong(line.reservation.claim().atMost().value() + 1);
            boolean ended = ledger.settle(line.reservation, micros(cost));
            assertEquals(line.open, ended);
            line.counts = ended ? cost : line.counts;
        } else {
            assertEquals(line.open, ledger.keep(line.reservation));
        }
        line.open = false;
    }

    @Test
    void manyThreadsTogetherNeverExceedACap() throws Exception {
        SpendLedger ledger = new SpendLedger(SpendHistory.EMPTY);
        long cap = 100_000;
        Caps caps = new Caps(Optional.of(micros(cap)), Optional.of(micros(cap)));
        AtomicLong counted = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Random random = new Random(i);
                all.add(() -> spend(ledger, caps, random, counted, refused));
            }
            for (Future<Void> thread : threads.invokeAll(all)) {
                thread.get();
            }
        }

        Standing standing = ledger.standing(AGENTS.getFirst(), NOON);
        assertTrue(refused.get() > 0, "the cap was reached");
        assertEquals(micros(counted.get()), standing.totalDay().used());
        assertEquals(standing.totalDay(), standing.totalMonth());
        assertTrue(counted.get() <= cap);
    }

    private static Void spend(SpendLedger ledger, Caps total, Random random, AtomicLong counted, AtomicLong refused) {
        for (int i = 0; i < 3000; i++) {
            SpendClaim claim = claim(AGENTS.get(random.nextInt(3)), 1 + random.nextInt(200));
            if (ledger.reserve(claim, Caps.NONE, total, NOON) instanceof Held held) {
                assertTrue(ledger.standing(claim.agent(), NOON)
                                .totalDay()
                                .used()
                                .compareTo(total.daily().orElseThrow())
                        <= 0);
                long cost = random.nextInt(4) == 0
                        ? claim.atMost().value()
                        : random.nextLong(claim.atMost().value());
                if (random.nextInt(10) == 0) {
                    ledger.keep(held.reservation());
                    counted.addAndGet(claim.atMost().value());
                } else {
                    ledger.settle(held.reservation(), micros(cost));
                    counted.addAndGet(cost);
                }
            } else {
                refused.incrementAndGet();
            }
        }
        return null;
    }
}
