package dev.fishnet.cli.audit;

import dev.fishnet.audit.replay.Difference;
import dev.fishnet.audit.replay.ReplayReport;
import dev.fishnet.cli.Terminal;
import java.util.Locale;
import java.util.Map;

/** For a person. */
final class ReplayLines implements ReplayOutput {
    private final Terminal terminal;

    ReplayLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begin() {}

    @Override
    public void difference(Difference found) {
        terminal.say(terminal.bad("DIFFERS") + " entry " + found.index() + ", " + found.what() + ": the log has "
                + Shown.line(found.logged()) + "; it comes out as " + Shown.line(found.again()));
    }

    @Override
    public void end(ReplayReport report) {
        line(report.entries(), "entries");
        line(report.decided(), "requests decided again");
        line(report.settled(), "costs worked out again");
        lines(report.others(), "refused, and not by policy");
        lines(report.undecided(), "cannot be decided again");
        line(report.counted(), "refusals only counted in the log");
        line(report.withoutOutcome(), "allowed requests without an outcome");
        line(report.aboveHeld(), "answers that cost more than was held");
        terminal.say(
                report.same()
                        ? terminal.good("ok: ") + "everything comes out as the log has it"
                        : terminal.bad("NOT THE SAME: ")
                                + String.format(Locale.ROOT, "%,d", report.differences())
                                + (report.differences() == 1 ? " difference" : " differences"));
    }

    private void lines(Map<String, Long> counts, String what) {
        line(counts.values().stream().mapToLong(Long::longValue).sum(), what);
        counts.forEach((key, count) -> terminal.say(String.format(Locale.ROOT, "%13s%,d %s", "", count, key)));
    }

    private void line(long count, String what) {
        terminal.say(String.format(Locale.ROOT, "%,11d  %s", count, what));
    }
}
