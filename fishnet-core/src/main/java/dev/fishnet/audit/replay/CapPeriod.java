package dev.fishnet.audit.replay;

import dev.fishnet.spend.ReservationOutcome.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The day or the month (UTC) that a cap counts. */
final class CapPeriod {
    private CapPeriod() {}

    static LocalDate start(Scope scope, LocalDate day) {
        return isMonth(scope) ? day.withDayOfMonth(1) : day;
    }

    /**
     * Whether the period of that moment, or of one a day before or after, ends then: a clock may have moved between.
     */
    static boolean endsAbout(Scope scope, Instant end, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return end.equals(end(scope, day.minusDays(1)))
                || end.equals(end(scope, day))
                || end.equals(end(scope, day.plusDays(1)));
    }

    /** Whether it is the day of that moment, or the one before or after. */
    static boolean isAbout(LocalDate day, Instant at) {
        return Math.abs(day.toEpochDay()
                        - LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay())
                <= 1;
    }

    private static Instant end(Scope scope, LocalDate day) {
        LocalDate next = isMonth(scope) ? YearMonth.from(day).plusMonths(1).atDay(1) : day.plusDays(1);
        return next.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static boolean isMonth(Scope scope) {
        return switch (scope) {
            case AGENT_DAY, TOTAL_DAY -> false;
            case AGENT_MONTH, TOTAL_MONTH -> true;
        };
    }
}
