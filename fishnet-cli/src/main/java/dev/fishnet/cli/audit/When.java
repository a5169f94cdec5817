package dev.fishnet.cli.audit;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as they are typed: a time, a day, or how long ago. */
final class When {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

    private When() {}

    /**
     * The moment that is meant; a day begins at midnight, UTC.
     *
     * @param option whose value it is
     */
    static Instant parse(String option, String text, Instant now) throws FishnetException {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(length(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    option + " is a time (2026-11-22T09:00:00Z), a day (2026-11-22) or how long ago (15m, 2h, 7d)",
                    "for example: " + option + " 2h",
                    e);
        }
    }

    private static Duration length(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
