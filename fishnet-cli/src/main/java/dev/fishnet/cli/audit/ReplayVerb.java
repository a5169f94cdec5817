package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.replay.Difference;
import dev.fishnet.audit.replay.Replay;
import dev.fishnet.audit.replay.ReplayReport;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit replay}. */
final class ReplayVerb {
    private final Logs logs;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    ReplayVerb(Logs logs, Clock clock, Terminal terminal) {
        this.logs = logs;
        this.clock = clock;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(this::replay, Logs.archiveOption(), Options.flag("Print JSON.", "--json"));
        spec.usageMessage()
                .description(
                        "Decide every request in the log again, by the settings and prices that were in force, and work"
                                + " out every cost again: 0 when all comes out the same, 3 when something differs.",
                        "",
                        "It says whether the log agrees with itself and with the policy. Whether it is what was written,"
                                + " 'fishnet audit verify' says.");
        return spec;
    }

    private int replay(Leaf values) throws FishnetException {
        boolean json = values.isSet("--json");
        ProgressNotes progress = new ProgressNotes(clock, terminal);
        ReplayReport report;
        ReplayOutput output = json ? new ReplayJson(terminal) : new ReplayLines(terminal);
        output.begin();
        try (LogSource log = logs.open(Logs.archives(values))) {
            report = Replay.of(log, new Replay.Watcher() {
                @Override
                public void differs(Difference difference) {
                    output.difference(difference);
                }

                @Override
                public void at(long entries) {
                    progress.at(entries);
                }
            });
        }
        output.end(report);
        return report.same() ? ExitCode.DONE : ExitCode.DENIED;
    }
}
