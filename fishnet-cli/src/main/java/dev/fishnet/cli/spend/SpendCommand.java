package dev.fishnet.cli.spend;

import dev.fishnet.cli.Environment;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.spend.SpendHistory.DaySum;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet spend}. */
public final class SpendCommand {
    private static final int DEFAULT_DAYS = 30;
    private static final int DEFAULT_COLUMNS = 80;

    private final Books books;
    private final Environment environment;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    SpendCommand(Books books, Environment environment, Clock clock, Terminal terminal) {
        this.books = books;
        this.environment = environment;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(
                this::spend,
                Options.value("--days", "N", "Days to chart, 1 to 366 (30)."),
                Options.value("--agent", "NAME", "One agent alone."),
                Options.flag("Print JSON.", "--json"));
    }

    private int spend(Leaf values) throws FishnetException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate first = today.minusDays(days(values.value("--days")) - 1L);
        LocalDate month = today.withDayOfMonth(1);
        Optional<Books.Page> page = books.since(first.isBefore(month) ? first : month, clock.instant());
        SpendReport report = new SpendReport(spent(page, values.value("--agent")), KnownCaps.NONE, first, today);
        if (values.isSet("--json")) {
            terminal.say(report.json());
        } else if (report.spent().isEmpty()) {
            terminal.say("Nothing has been spent.");
        } else {
            report.lines(columns()).forEach(terminal::say);
        }
        return ExitCode.DONE;
    }

    private static List<DaySum> spent(Optional<Books.Page> page, Optional<String> agent) {
        return Totals.spent(page.map(Books.Page::days).orElse(List.of())).stream()
                .filter(sum -> agent.isEmpty() || sum.agent().value().equals(agent.get()))
                .toList();
    }

    private static int days(Optional<String> option) throws FishnetException {
        String text = option.orElse(String.valueOf(DEFAULT_DAYS));
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > 366) {
            throw new FishnetException(ErrorKind.USAGE, "--days is a number from 1 to 366", "fishnet spend --days 30");
        }
        return Integer.parseInt(text);
    }

    private int columns() {
        return environment
                .get("COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                .map(Integer::parseInt)
                .orElse(DEFAULT_COLUMNS);
    }
}
