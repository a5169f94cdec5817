package dev.fishnet.cli.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows under each other, in as many columns as the terminal has. */
final class EntryTable {
    private static final String GAP = "  ";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int WHAT_AT_LEAST = 12;
    private static final int LONGEST_NAME = 24;

    private final int[] widths = {5, 14, 5, 8, 11, 8};
    private final Optional<Integer> columns;

    /** @param columns of the terminal; empty where nothing is to be cut */
    EntryTable(Optional<Integer> columns) {
        this.columns = columns;
    }

    String header() {
        return line(List.of("ENTRY", "TIME (UTC)", "AGENT", "UPSTREAM", "DECISION", "COST", "WHAT"));
    }

    /** Makes room for a row; columns never become narrower again, so that rows that follow stand below each other. */
    void fit(EntryRow row) {
        List<String> cells = cells(row);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], Math.min(LONGEST_NAME, cells.get(i).length()));
        }
    }

    String line(EntryRow row) {
        return line(cells(row));
    }

    private static List<String> cells(EntryRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(row.index()));
        cells.add(time(row.at()));
        for (String text : List.of(row.agent(), row.upstream(), row.decision(), row.cost(), row.what())) {
            cells.add(Shown.line(text));
        }
        return cells;
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(cells.get(i), widths[i]);
            String blanks = " ".repeat(widths[i] - cell.length());
            boolean right = i == 0 || i == widths.length - 1;
            line.append(right ? blanks + cell : cell + blanks).append(GAP);
        }
        int rest =
                columns.map(all -> Math.max(WHAT_AT_LEAST, all - line.length())).orElse(Integer.MAX_VALUE);
        return line.append(cut(cells.getLast(), rest)).toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(width - 2)) ? width - 2 : width - 1;
        return text.substring(0, end) + "…";
    }
}
