package dev.fishnet.cli.audit;

import dev.fishnet.audit.replay.Difference;
import dev.fishnet.audit.replay.ReplayReport;
import dev.fishnet.cli.Terminal;
import dev.fishnet.config.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** One object; its differences are printed as they are found. */
final class ReplayJson implements ReplayOutput {
    private final Terminal terminal;
    private boolean first = true;

    ReplayJson(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begin() {
        terminal.say("{\"differences\":[");
    }

    @Override
    public void difference(Difference found) {
        Map<String, Object> json =
                Map.of("entry", found.index(), "what", found.what(), "logged", found.logged(), "again", found.again());
        terminal.say((first ? "" : ",") + Shown.json(Json.text(json).replace("\n", "")));
        first = false;
    }

    @Override
    public void end(ReplayReport report) {
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("same", report.same());
        totals.put("entries", report.entries());
        totals.put("decided_again", report.decided());
        totals.put("costs_again", report.settled());
        totals.put("refused_by_others", report.others());
        totals.put("cannot_be_decided_again", report.undecided());
        totals.put("only_counted", report.counted());
        totals.put("without_outcome", report.withoutOutcome());
        totals.put("above_held", report.aboveHeld());
        totals.put("differences_total", report.differences());
        terminal.say("]," + Json.text(totals).substring(1));
    }
}
