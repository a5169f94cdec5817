package dev.fishnet.cli.doctor;

import dev.fishnet.cli.Terminal;
import dev.fishnet.isolation.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the doctor found, for a person or for a program. */
final class Report {
    private static final String INDENT = " ".repeat(9);

    private final Terminal terminal;

    Report(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(List<Observation> found) {
        List<String> lines = new ArrayList<>();
        lines.add("Fishnet doctor report:");
        for (Observation observation : found) {
            lines.add("  " + mark(observation.verdict()) + " " + observation.check() + "  " + observation.detail());
            if (!observation.remedy().isEmpty()) {
                lines.add(INDENT + terminal.aside(observation.remedy()));
            }
        }
        return lines;
    }

    private String mark(Observation.Verdict verdict) {
        return switch (verdict) {
            case GOOD -> terminal.good("[PASS]");
            case OPEN -> terminal.bad("[OPEN]");
            case LIMIT -> terminal.aside("[NOTE]");
            case UNSEEN -> terminal.aside("[????]");
        };
    }

    /** One array; an observation holds nothing but what can be printed, so two characters are all that JSON minds. */
    static String json(List<Observation> found) {
        return found.stream().map(Report::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(Observation observation) {
        return "{\"check\":" + quoted(observation.check())
                + ",\"verdict\":" + quoted(observation.verdict().name().toLowerCase(Locale.ROOT))
                + ",\"detail\":" + quoted(observation.detail())
                + ",\"remedy\":" + quoted(observation.remedy()) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
