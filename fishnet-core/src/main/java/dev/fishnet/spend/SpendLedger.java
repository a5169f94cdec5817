package dev.fishnet.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
import dev.fishnet.spend.ReservationOutcome.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sums against which caps are held: settled and held money, by agent and in all, by day and by month (UTC). Pure:
 * time is handed in, nothing is written. Safe for any number of threads.
 *
 * <p>Guarantee: what a cap counts never exceeds it through {@link #reserve}, whatever the order of calls, and also when
 * the clock jumps or caps change between them. It can exceed a cap only when a cap is lowered below what is spent
 * already, or an upstream charges more than was held.
 */
public final class SpendLedger {
    /** More than a year of days, so that a month's days and any the clock jumps back to are among them. */
    static final int DAYS_KEPT = 400;

    static final int MONTHS_KEPT = 26;

    private static final MicroUsd NO_CAP = new MicroUsd(Tally.LARGEST);

    private final LongSupplier ids;
    private final Period.Recent<LocalDate> days = new Period.Recent<>(DAYS_KEPT);
    private final Period.Recent<YearMonth> months = new Period.Recent<>(MONTHS_KEPT);
    private final Map<Long, Reservation> open = new HashMap<>();

    /** The one that was asked for last, and so the one that is forgotten last. */
    private @Nullable Day last;

    /** The sums of a day and of its month. */
    private record Day(LocalDate date, Period today, Period month, Map<AgentName, Sums> sums) {
        Sums of(AgentName agent) {
            Sums known = sums.get(agent);
            if (known == null) {
                known = new Sums(date, today.of(agent), month.of(agent), today.total(), month.total());
                sums.put(agent, known);
            }
            return known;
        }
    }

    /** What counts one agent's money on a day. */
    private record Sums(LocalDate day, Tally agentDay, Tally agentMonth, Tally totalDay, Tally totalMonth) {
        void add(long settled, long held) {
            agentDay.add(settled, held);
            agentMonth.add(settled, held);
            totalDay.add(settled, held);
            totalMonth.add(settled, held);
        }

        void settle(long amount, long cost) {
            agentDay.settle(amount, cost);
            agentMonth.settle(amount, cost);
            totalDay.settle(amount, cost);
            totalMonth.settle(amount, cost);
        }
    }

    /** Takes up where the books end. */
    public SpendLedger(SpendHistory history) {
        this(history, new AtomicLong(history.lastId())::incrementAndGet);
    }

    /**
     * Takes up where the books end.
     *
     * @param ids of new reservations, for several ledgers that share their books
     */
    SpendLedger(SpendHistory history, LongSupplier ids) {
        this.ids = ids;
        history.days().stream()
                .sorted(Comparator.comparing(SpendHistory.DaySum::day))
                .forEach(this::takeUp);
    }

    private void takeUp(SpendHistory.DaySum sum) {
        sumsOf(sum.agent(), sum.day()).add(sum.settled().value(), sum.held().value());
    }

    /** Holds the money if every cap allows it, or nothing. */
    public synchronized ReservationOutcome reserve(SpendClaim claim, Caps agent, Caps total, Instant now) {
        Sums sums = sumsOf(claim.agent(), dayOf(now));
        Refused refused = refusal(claim, agent, total, sums);
        if (refused != null) {
            return refused;
        }
        Reservation reservation = new Reservation(ids.getAsLong(), claim, sums.day());
        open.put(reservation.id(), reservation);
        sums.add(0, claim.atMost().value());
        return new Held(reservation, percentUsed(agent, total, sums));
    }

    /** The request cost this much. The second and any later ending of a reservation does nothing and returns false. */
    public synchronized boolean settle(Reservation reservation, MicroUsd cost) {
        if (!open.remove(reservation.id(), reservation)) {
            return false;
        }
        SpendClaim claim = reservation.claim();
        sumsOf(claim.agent(), reservation.day()).settle(claim.atMost().value(), cost.value());
        return true;
    }

    /** Nobody said what the request cost: what was held stays counted. Returns false as {@link #settle} does. */
    public synchronized boolean keep(Reservation reservation) {
        return open.remove(reservation.id(), reservation);
    }

    /** What the caps of an agent count now. */
    public synchronized Standing standing(AgentName agent, Instant now) {
        Sums sums = sumsOf(agent, dayOf(now));
        return new Standing(
                sums.agentDay().sum(),
                sums.agentMonth().sum(),
                sums.totalDay().sum(),
                sums.totalMonth().sum());
    }

    private static @Nullable Refused refusal(SpendClaim claim, Caps agent, Caps total, Sums sums) {
        LocalDate day = sums.day();
        Refused refused = against(Scope.AGENT_DAY, agent.daily(), sums.agentDay(), claim, day);
        if (refused == null) {
            refused = against(Scope.AGENT_MONTH, agent.monthly(), sums.agentMonth(), claim, day);
        }
        if (refused == null) {
            refused = against(Scope.TOTAL_DAY, total.daily(), sums.totalDay(), claim, day);
        }
        return refused == null ? against(Scope.TOTAL_MONTH, total.monthly(), sums.totalMonth(), claim, day) : refused;
    }

    /** No cap is the largest cap there can be, so that sums never overflow. */
    private static @Nullable Refused against(
            Scope scope, Optional<MicroUsd> limit, Tally tally, SpendClaim claim, LocalDate day) {
        MicroUsd cap = limit.orElse(NO_CAP);
        return tally.allows(claim.atMost().value(), cap.value())
                ? null
                : new Refused(scope, cap, new MicroUsd(tally.used()), claim.atMost(), resets(scope, day));
    }

    private static Instant resets(Scope scope, LocalDate day) {
        LocalDate next = switch (scope) {
            case AGENT_DAY, TOTAL_DAY -> day.plusDays(1);
            case AGENT_MONTH, TOTAL_MONTH -> YearMonth.from(day).plusMonths(1).atDay(1);
        };
        return next.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static int percentUsed(Caps agent, Caps total, Sums sums) {
        return Math.max(
                Math.max(percent(agent.daily(), sums.agentDay()), percent(agent.monthly(), sums.agentMonth())),
                Math.max(percent(total.daily(), sums.totalDay()), percent(total.monthly(), sums.totalMonth())));
    }

    /** Rounded down; asked only where the cap has just allowed what is used. */
    private static int percent(Optional<MicroUsd> limit, Tally tally) {
        if (limit.isEmpty()) {
            return 0;
        }
        long cap = limit.get().value();
        if (cap == 0) {
            return 100;
        }
        return (int) (cap <= Long.MAX_VALUE / 100 ? tally.used() * 100 / cap : tally.used() / (cap / 100));
    }

    private Sums sumsOf(AgentName agent, LocalDate date) {
        Day day = last;
        if (day == null || !day.date().equals(date)) {
            YearMonth month = YearMonth.of(date.getYear(), date.getMonth());
            day = new Day(date, days.of(date), months.of(month), new HashMap<>());
            last = day;
        }
        return day.of(agent);
    }

    private static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
