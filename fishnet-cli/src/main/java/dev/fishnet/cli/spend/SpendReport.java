package dev.fishnet.cli.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.SpendHistory.DaySum;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code fishnet spend} says. */
record SpendReport(List<DaySum> spent, KnownCaps caps, LocalDate first, LocalDate today) {
    private static final String AGENT_ROW = "%-20s %12s  %-22s %12s  %s";
    private static final String MODEL_ROW = "%-48s %9s %12s %12s";

    List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(AGENT_ROW.formatted("AGENT", "TODAY", "OF", "THIS MONTH", "OF"));
        for (AgentName agent : agents()) {
            lines.add(row(agent.value(), of(agent), caps.of(agent)));
        }
        lines.add(row("all", spent, caps.total()));
        lines.add("");
        lines.add(MODEL_ROW.formatted("MODEL", "REQUESTS", "SPENT", "HELD"));
        Totals.by(recent(), SpendReport::model)
                .forEach((model, totals) -> lines.add(MODEL_ROW.formatted(
                        model, totals.requests(), Shown.money(totals.settled()), Shown.money(totals.held()))));
        lines.add("");
        lines.addAll(BarChart.lines(Totals.by(recent(), DaySum::day), first, today, columns));
        return lines;
    }

    private String row(String name, List<DaySum> sums, Caps limits) {
        Totals day = Totals.of(sums, this::isToday);
        Totals month = Totals.of(sums, this::isThisMonth);
        return AGENT_ROW
                .formatted(
                        name,
                        Shown.money(day.used()),
                        Shown.cap(day.used(), limits.daily()),
                        Shown.money(month.used()),
                        Shown.cap(month.used(), limits.monthly()))
                .stripTrailing();
    }

    /** Amounts in micro-dollars, so that nothing is rounded. */
    String json() {
        return "{\"today\":\"" + today + "\",\"agents\":["
                + agents().stream().map(this::json).collect(Collectors.joining(","))
                + "],\"models\":["
                + Totals.by(recent(), SpendReport::model).entrySet().stream()
                        .map(entry -> "{\"model\":\"" + entry.getKey() + "\"," + json(entry.getValue()) + "}")
                        .collect(Collectors.joining(","))
                + "],\"days\":["
                + Totals.by(recent(), DaySum::day).entrySet().stream()
                        .map(entry -> "{\"day\":\"" + entry.getKey() + "\"," + json(entry.getValue()) + "}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private String json(AgentName agent) {
        return "{\"agent\":\"" + agent + "\",\"today\":{" + json(Totals.of(of(agent), this::isToday)) + "},\"month\":{"
                + json(Totals.of(of(agent), this::isThisMonth)) + "}}";
    }

    private static String json(Totals totals) {
        return "\"requests\":" + totals.requests() + ",\"settled_micro_usd\":"
                + totals.settled().value() + ",\"held_micro_usd\":"
                + totals.held().value();
    }

    private boolean isToday(DaySum sum) {
        return sum.day().equals(today);
    }

    private boolean isThisMonth(DaySum sum) {
        return YearMonth.from(sum.day()).equals(YearMonth.from(today));
    }

    /** Of the books we have the whole month, and of that only the days that were asked for are charted. */
    private List<DaySum> recent() {
        return spent.stream()
                .filter(sum -> !sum.day().isBefore(first) && !sum.day().isAfter(today))
                .toList();
    }

    private List<DaySum> of(AgentName agent) {
        return spent.stream().filter(sum -> sum.agent().equals(agent)).toList();
    }

    private SortedSet<AgentName> agents() {
        return spent.stream().map(DaySum::agent).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String model(DaySum sum) {
        return Shown.name(sum.upstream() + "/" + sum.what());
    }
}
