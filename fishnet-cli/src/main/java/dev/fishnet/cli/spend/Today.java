package dev.fishnet.cli.spend;

import dev.fishnet.alert.Alert;
import dev.fishnet.error.FishnetException;
import dev.fishnet.spend.SpendHistory.DaySum;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code fishnet status} says of money and alerts; nothing where there are no books yet. */
public final class Today {
    private static final Duration ACTIVE = Duration.ofDays(1);
    private static final int SHOWN = 3;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Books books;

    @Inject
    Today(Books books) {
        this.books = books;
    }

    /** Lines for a person. */
    public List<String> lines(Instant now) throws FishnetException {
        Optional<Books.Page> found = page(now);
        return found.isEmpty() ? List.of() : lines(found.get());
    }

    /** Members of a JSON object, each behind a comma. */
    public String json(Instant now) throws FishnetException {
        Optional<Books.Page> found = page(now);
        if (found.isEmpty()) {
            return "";
        }
        List<Alert> alerts = found.get().alerts();
        Totals spent = Totals.of(Totals.spent(found.get().days()), sum -> true);
        return ",\"spent_today_micro_usd\":" + spent.settled().value() + ",\"held_today_micro_usd\":"
                + spent.held().value() + ",\"alerts\":{\"critical\":" + critical(alerts) + ",\"warning\":"
                + (alerts.size() - critical(alerts)) + "}";
    }

    private Optional<Books.Page> page(Instant now) throws FishnetException {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return books.since(today, now.minus(ACTIVE))
                .map(page -> new Books.Page(
                        page.days().stream()
                                .filter(sum -> sum.day().equals(today))
                                .toList(),
                        page.alerts()));
    }

    private static List<String> lines(Books.Page page) {
        List<String> lines = new ArrayList<>();
        List<Alert> alerts = page.alerts();
        lines.add("Active alerts: " + alerts.size() + " (critical: " + critical(alerts) + ", warning: "
                + (alerts.size() - critical(alerts)) + ")");
        alerts.stream().limit(SHOWN).forEach(alert -> lines.add("  " + shown(alert)));
        lines.add(page.days().isEmpty() ? "Today's spend: none" : "Today's spend:");
        Totals.by(page.days(), DaySum::upstream)
                .forEach((upstream, totals) -> lines.add("  %-16s %s".formatted(upstream, Shown.money(totals.used()))));
        return lines;
    }

    private static String shown(Alert alert) {
        return MINUTE.format(alert.at()) + " " + (alert.kind().isCritical() ? "critical" : "warning") + " "
                + alert.about() + ": " + alert.message();
    }

    private static long critical(List<Alert> alerts) {
        return alerts.stream().filter(alert -> alert.kind().isCritical()).count();
    }
}
