package dev.fishnet.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Times as entries can have them: from 1970 to 9999, so that a year has four digits. */
final class Times {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private Times() {}

    /** Since 1970. */
    static long millis(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return (time.isAfter(LATEST) ? LATEST : time).toEpochMilli();
    }

    static LocalDate within(LocalDate day) {
        return day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day;
    }

    /** The most that can be written, 292 years, for what is longer. */
    static long nanos(Duration span) {
        try {
            return span.toNanos();
        } catch (ArithmeticException e) {
            return span.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
