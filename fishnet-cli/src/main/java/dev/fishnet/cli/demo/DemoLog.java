package dev.fishnet.cli.demo;

import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.verify.LogReport;
import dev.fishnet.audit.verify.LogVerifier;
import dev.fishnet.audit.verify.Problem;
import dev.fishnet.audit.verify.Progress;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What the demo's gateway has left in its log, held to its checkpoint: as it is, and with a byte changed. */
final class DemoLog {
    private long lastIntent = -1;

    /** What was found; the file is closed to everybody else by now. */
    static String verify(Path file) throws FishnetException {
        try (AuditReader log = AuditReader.open(file)) {
            LogReport report = report(log);
            if (!report.isClean() || report.signed().covered() != report.size()) {
                throw Story.untrue("the log does not verify: " + report.problems());
            }
            long touched = new DemoLog().lastIntent(log);
            List<Problem> found = report(new TouchedLog(log, touched)).problems();
            if (found.stream().noneMatch(problem -> problem.entry().equals(OptionalLong.of(touched)))) {
                throw Story.untrue("entry " + touched + " was changed, and what was found is " + found);
            }
            return report.size() + " entries, all signed; with one byte of it changed, entry " + touched + " is named";
        }
    }

    private static LogReport report(LogSource log) throws FishnetException {
        return new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE).verify(log);
    }

    /** The request that was allowed last. */
    private long lastIntent(LogSource log) throws FishnetException {
        log.entries(0, (index, text, leaf) -> {
            lastIntent = EntryReader.glance(text).kind().equals("intent") ? index : lastIntent;
            return true;
        });
        return lastIntent;
    }
}
