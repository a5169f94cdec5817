package dev.fishnet.firewall.escape;

import dev.fishnet.firewall.LoopbackAccess;
import java.util.List;
import java.util.stream.Collectors;

/** A report for programs: one object on one line. */
public final class EscapeJson {
    private EscapeJson() {}

    /** The whole report. */
    public static String of(EscapeReport report) {
        return "{\"at\":" + quoted(report.at().toString())
                + ",\"agent\":" + quoted(report.agent().name().value())
                + ",\"uid\":" + report.agent().user().uid()
                + ",\"mode\":"
                + quoted(
                        switch (report.agent().loopback()) {
                            case LoopbackAccess.Standard standard -> "standard";
                            case LoopbackAccess.Strict strict -> "strict";
                        })
                + ",\"tight\":" + report.isTight()
                + ",\"blocked\":" + report.count(Verdict.BLOCKED)
                + ",\"open\":" + report.count(Verdict.OPEN)
                + ",\"open_by_design\":" + report.openByDesign()
                + ",\"impossible\":" + report.count(Verdict.IMPOSSIBLE)
                + ",\"broken\":" + report.count(Verdict.BROKEN)
                + ",\"findings\":"
                + array(report.findings().stream().map(EscapeJson::finding).toList())
                + ",\"residual_risks\":"
                + array(report.residualRisks().stream().map(EscapeJson::quoted).toList())
                + "}";
    }

    private static String finding(Finding finding) {
        return "{\"id\":" + quoted(finding.id())
                + ",\"group\":" + quoted(finding.group())
                + ",\"attempt\":" + quoted(finding.sentence())
                + ",\"expected\":" + quoted(finding.expected().word())
                + ",\"verdict\":" + quoted(finding.verdict().word())
                + ",\"fault\":" + finding.isFault()
                + ",\"target\":" + quoted(finding.target())
                + ",\"detail\":" + quoted(finding.detail())
                + "}";
    }

    private static String array(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + printable.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
