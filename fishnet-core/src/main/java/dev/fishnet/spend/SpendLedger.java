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
import java.util.function.Consumer;
import java.util.function.LongSupplier;

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

    private final LongSupplier ids;
    private final Period.Recent<LocalDate> days = new Period.Recent<>(DAYS_KEPT);
    private final Period.Recent<YearMonth> months = new Period.Recent<>(MONTHS_KEPT);
    private final Map<Long, Reservation> open = new HashMap<>();

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
        forEach(
                sum.agent(),
                sum.day(),
                tally -> tally.add(sum.settled().value(), sum.held().value()));
    }

    /** Holds the money if every cap allows it, or nothing. */
    public synchronized ReservationOutcome reserve(SpendClaim claim, Caps agent, Caps total, Instant now) {
        LocalDate day = dayOf(now);
        Optional<Refused> refused = refusal(claim, agent, total, day);
        if (refused.isPresent()) {
            return refused.get();
        }
        Reservation reservation = new Reservation(ids.getAsLong(), claim, day);
        open.put(reservation.id(), reservation);
        forEach(claim.agent(), day, tally -> tally.hold(claim.atMost().value()));
        return new Held(reservation, percentUsed(claim.agent(), agent, total, day));
    }

    /** The request cost this much. The second and any later ending of a reservation does nothing and returns false. */
    public synchronized boolean settle(Reservation reservation, MicroUsd cost) {
        if (!open.remove(reservation.id(), reservation)) {
            return false;
        }
        SpendClaim claim = reservation.claim();
        forEach(
                claim.agent(),
                reservation.day(),
                tally -> tally.settle(claim.atMost().value(), cost.value()));
        return true;
    }

    /** Nobody said what the request cost: what was held stays counted. Returns false as {@link #settle} does. */
    public synchronized boolean keep(Reservation reservation) {
        return open.remove(reservation.id(), reservation);
    }

    /** What the caps of an agent count now. */
    public synchronized Standing standing(AgentName agent, Instant now) {
        LocalDate day = dayOf(now);
        Period today = days.of(day);
        Period month = months.of(YearMonth.from(day));
        return new Standing(
                today.of(agent).sum(),
                month.of(agent).sum(),
                today.total().sum(),
                month.total().sum());
    }

    private Optional<Refused> refusal(SpendClaim claim, Caps agent, Caps total, LocalDate day) {
        Period today = days.of(day);
        Period month = months.of(YearMonth.from(day));
        return against(Scope.AGENT_DAY, agent.daily(), today.of(claim.agent()), claim, day)
                .or(() -> against(Scope.AGENT_MONTH, agent.monthly(), month.of(claim.agent()), claim, day))
                .or(() -> against(Scope.TOTAL_DAY, total.daily(), today.total(), claim, day))
                .or(() -> against(Scope.TOTAL_MONTH, total.monthly(), month.total(), claim, day));
    }

    /** No cap is the largest cap there can be, so that sums never overflow. */
    private static Optional<Refused> against(
            Scope scope, Optional<MicroUsd> limit, Tally tally, SpendClaim claim, LocalDate day) {
        MicroUsd cap = limit.orElse(new MicroUsd(Tally.LARGEST));
        return tally.allows(claim.atMost().value(), cap.value())
                ? Optional.empty()
                : Optional.of(new Refused(scope, cap, new MicroUsd(tally.used()), claim.atMost(), resets(scope, day)));
    }

    private static Instant resets(Scope scope, LocalDate day) {
        LocalDate next = switch (scope) {
            case AGENT_DAY, TOTAL_DAY -> day.plusDays(1);
            case AGENT_MONTH, TOTAL_MONTH -> YearMonth.from(day).plusMonths(1).atDay(1);
        };
        return next.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private int percentUsed(AgentName name, Caps agent, Caps total, LocalDate day) {
        Period today = days.of(day);
        Period month = months.of(YearMonth.from(day));
        return Math.max(
                Math.max(percent(agent.daily(), today.of(name)), percent(agent.monthly(), month.of(name))),
                Math.max(percent(total.daily(), today.total()), percent(total.monthly(), month.total())));
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

    private void forEach(AgentName agent, LocalDate day, Consumer<Tally> change) {
        Period today = days.of(day);
        Period month = months.of(YearMonth.from(day));
        change.accept(today.of(agent));
        change.accept(today.total());
        change.accept(month.of(agent));
        change.accept(month.total());
    }

    private static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
