package dev.fishnet.platform.linux;

import dev.fishnet.firewall.Repair;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The latest repairs as text: a line with the instant, then the differences, each behind two spaces. */
final class RepairLog {
    private static final String INDENT = "  ";
    private static final int MOST_REPAIRS = 20;
    private static final int MOST_DIFFERENCES = 50;
    private static final int LONGEST = 300;

    private RepairLog() {}

    static String text(List<Repair> repairs) {
        return repairs.stream().limit(MOST_REPAIRS).map(RepairLog::text).collect(Collectors.joining());
    }

    private static String text(Repair repair) {
        return Stream.concat(
                        Stream.of(repair.at().truncatedTo(ChronoUnit.SECONDS).toString()),
                        repair.differences().stream().limit(MOST_DIFFERENCES).map(line -> INDENT + plain(line)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String plain(String line) {
        String printable = line.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }

    /** As many as are written down; what nobody of ours wrote is left out, because this is news and no rule. */
    static List<Repair> parse(String text) {
        List<Repair> repairs = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (String line : text.lines().toList().reversed()) {
            if (line.startsWith(INDENT)) {
                differences.addFirst(plain(line.substring(INDENT.length())));
            } else {
                add(line, differences, repairs);
                differences.clear();
            }
        }
        return repairs.reversed().stream().limit(MOST_REPAIRS).toList();
    }

    private static void add(String line, List<String> differences, List<Repair> repairs) {
        try {
            repairs.add(new Repair(Instant.parse(line), differences));
        } catch (DateTimeException e) {
            differences.clear();
        }
    }
}
