package dev.fishnet.audit;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A date as it is written; the latest is kept, because most entries are of one day. */
final class WrittenDay {
    /** For all threads, which may each see another one's or not. */
    private static @Nullable WrittenDay latest;

    private final long epochDay;
    private final byte[] octets;

    private WrittenDay(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        this.epochDay = epochDay;
        this.octets = "yyyy-mm-dd".getBytes(StandardCharsets.US_ASCII);
        LineBytes.digits(date.getYear(), octets, 0, 4);
        LineBytes.digits(date.getMonthValue(), octets, 5, 7);
        LineBytes.digits(date.getDayOfMonth(), octets, 8, 10);
    }

    /**
     * Ten of them, not to be changed.
     *
     * @param epochDay from 1970 to 9999
     */
    static byte[] octets(long epochDay) {
        WrittenDay day = latest;
        if (day == null || day.epochDay != epochDay) {
            day = new WrittenDay(epochDay);
            latest = day;
        }
        return day.octets;
    }
}
