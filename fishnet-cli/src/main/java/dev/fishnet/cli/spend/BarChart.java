package dev.fishnet.cli.spend;

import dev.fishnet.spend.MicroUsd;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A bar for each day, as wide as the terminal allows. */
final class BarChart {
    private static final int LEAST = 10;
    private static final int MOST = 60;

    private BarChart() {}

    /** A line for each day from the first to the last, days without spending too. */
    static List<String> lines(SortedMap<LocalDate, Totals> days, LocalDate first, LocalDate last, int columns) {
        long largest = 1;
        for (Totals totals : days.values()) {
            largest = Math.max(largest, totals.used().value());
        }
        int width = Math.clamp(columns - 30L, LEAST, MOST);
        List<String> lines = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            MicroUsd used = days.getOrDefault(day, Totals.NONE).used();
            lines.add((day + " " + bar(used.value(), largest, width)).stripTrailing() + " " + Shown.money(used));
        }
        return lines;
    }

    /** Halves of a block; whatever is not nothing is seen. */
    private static String bar(long value, long largest, int width) {
        long halves = Math.round((double) value / largest * width * 2);
        if (value > 0 && halves == 0) {
            halves = 1;
        }
        return "█".repeat((int) (halves / 2)) + (halves % 2 == 1 ? "▌" : "");
    }
}
