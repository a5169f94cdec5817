package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.cli.Environment;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code fishnet audit list}, and {@code fishnet audit} alone. */
final class ListVerb {
    private static final int DEFAULT_LIMIT = 20;
    private static final int DEFAULT_COLUMNS = 80;

    private final Logs logs;
    private final Environment environment;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    ListVerb(Logs logs, Environment environment, Clock clock, Terminal terminal) {
        this.logs = logs;
        this.environment = environment;
        this.clock = clock;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        List<OptionSpec> options = new ArrayList<>();
        options.add(Options.value("--limit", "N", "At most so many of the latest entries, 1 to 100000 (20)."));
        options.addAll(Selection.options());
        options.add(Options.flag("Go on with what comes, until interrupted.", "--follow"));
        options.add(Options.flag("Print the entries themselves, a line of JSON each.", "--json"));
        CommandSpec spec = Leaf.of(this::list, options.toArray(OptionSpec[]::new));
        spec.usageMessage()
                .description(
                        "List the latest entries of the log, the newest last.",
                        "",
                        "What became of an allowed request stands behind its decision: the status of the answer, or cut,"
                                + " left, failed or unsent; - while there is no outcome. A cost with ≤ is what is held.");
        return spec;
    }

    private int list(Leaf values) throws FishnetException {
        Selection wanted = Selection.of(values, clock.instant());
        boolean json = values.isSet("--json");
        EntryLines lines = new EntryLines(terminal, columns(), json);
        long next;
        try (LogSource log = logs.open(List.of())) {
            next = log.head().size();
            List<Pages.Line> latest = Pages.latest(log, wanted, limit(values.value("--limit")), this::damaged);
            lines.begin(latest);
            if (latest.isEmpty() && !json && !values.isSet("--follow")) {
                terminal.say("No entries found.");
            }
        }
        if (values.isSet("--follow")) {
            new Following(logs, wanted, lines, this::damaged).from(next);
        }
        return ExitCode.DONE;
    }

    private void damaged(long index) {
        terminal.note("entry " + index + " cannot be read; see 'fishnet audit verify'");
    }

    private static int limit(Optional<String> option) throws FishnetException {
        String text = option.orElse(String.valueOf(DEFAULT_LIMIT));
        if (!text.matches("[1-9][0-9]{0,5}") || Integer.parseInt(text) > 100_000) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "--limit is a number from 1 to 100000",
                    "'fishnet audit export' gives all there are");
        }
        return Integer.parseInt(text);
    }

    /** Nothing is cut for a file or a pipe. */
    private Optional<Integer> columns() {
        Optional<Integer> known = environment
                .get("COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                .map(Integer::parseInt);
        return known.isPresent() || !terminal.isInteractive() ? known : Optional.of(DEFAULT_COLUMNS);
    }
}
