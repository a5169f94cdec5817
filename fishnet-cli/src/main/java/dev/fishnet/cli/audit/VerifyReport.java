package dev.fishnet.cli.audit;

import dev.fishnet.audit.verify.LogReport;
import dev.fishnet.audit.verify.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code fishnet audit verify} prints.
 *
 * @param keyGiven whether the key was the auditor's own
 * @param given how many checkpoints the auditor has kept
 */
record VerifyReport(LogReport report, boolean keyGiven, int given) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict());
        report.problems().forEach(problem -> lines.add("  " + Shown.line(problem.text())));
        if (report.unlisted() > 0) {
            lines.add("  and " + report.unlisted() + " more");
        }
        report.origin()
                .ifPresent(origin -> lines.add("log:         " + Shown.line(origin) + ", by "
                        + (keyGiven ? "the key that you gave" : "the key that it names itself; --key takes yours")));
        lines.add("checkpoints: " + kept());
        lines.add("signed:      " + covered());
        if (given > 0) {
            lines.add("yours:       " + yours());
        }
        if (report.archived() > 0) {
            lines.add("archived:    " + Counted.entries(report.archived())
                    + ", of which only hashes are here; --archive reads them too");
        }
        if (report.open().count() > 0) {
            lines.add("unfinished:  " + unfinished());
        }
        return lines;
    }

    private String verdict() {
        String size = Counted.entries(report.size());
        return report.isClean() ? "ok: " + size + ", as they were written" : "NOT AS IT WAS WRITTEN (" + size + "):";
    }

    private String kept() {
        LogReport.Signed signed = report.signed();
        if (signed.kept() == 0) {
            return "none yet";
        }
        String good = signed.good() == signed.kept() ? "all good" : signed.good() + " good";
        String unchecked = signed.unchecked() == 0
                ? ""
                : ", " + signed.unchecked() + " not checked, because entries before them are not here";
        return signed.kept() + " kept, " + good + unchecked;
    }

    private String covered() {
        long covered = report.signed().covered();
        long after = report.size() - covered;
        if (covered == 0) {
            return "nothing: no signature covers any of it yet";
        }
        return Counted.entries(covered)
                + (report.isClean() ? "" : ", but for what is named above")
                + (after <= 0
                        ? ", which is all of it"
                        : "; no signature covers the " + (after == 1 ? "one" : Counted.number(after)) + " after "
                                + (covered == 1 ? "it" : "them") + " yet");
    }

    private String yours() {
        return report.signed()
                .given()
                .map(checkpoint -> Counted.entries(checkpoint.head().size())
                        + " are those of the newest checkpoint of yours that fits")
                .orElse("no checkpoint of yours fits");
    }

    private String unfinished() {
        LogReport.Open open = report.open();
        String first = open.first().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (open.count() == 1 ? "1 request has no outcome" : open.count() + " requests have no outcome")
                + ", from entry " + first + (open.first().size() < open.count() ? ", …" : "")
                + ": under way now, or cut off when the gateway was killed";
    }

    Map<String, Object> json() {
        LogReport.Signed signed = report.signed();
        Map<String, Object> json = new HashMap<>();
        json.put("ok", report.isClean());
        json.put("size", report.size());
        report.head().ifPresent(head -> json.put("root", head.root().base64()));
        report.origin().ifPresent(origin -> json.put("origin", origin));
        json.put("key_given", keyGiven);
        json.put("archived", report.archived());
        json.put("checkpoints", Map.of("kept", signed.kept(), "good", signed.good(), "unchecked", signed.unchecked()));
        json.put("covered", signed.covered());
        signed.given()
                .ifPresent(checkpoint ->
                        json.put("covered_by_given", checkpoint.head().size()));
        json.put(
                "open",
                Map.of("count", report.open().count(), "first", report.open().first()));
        json.put("problems", report.problems().stream().map(VerifyReport::json).toList());
        json.put("more_problems", report.unlisted());
        return json;
    }

    private static Map<String, Object> json(Problem problem) {
        Map<String, Object> json = new HashMap<>();
        problem.entry().ifPresent(entry -> json.put("entry", entry));
        json.put("message", problem.text());
        return json;
    }
}
