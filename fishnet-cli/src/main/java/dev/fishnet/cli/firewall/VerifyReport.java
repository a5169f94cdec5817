package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Terminal;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.escape.EscapeReport;
import dev.fishnet.firewall.escape.Finding;
import dev.fishnet.firewall.escape.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a verification came to, for a person: faults first and in full, the rest by group. */
final class VerifyReport {
    private static final int WIDTH = 100;
    private static final int MARGIN = 34;
    private static final int MOST_FAULTS = 12;
    private static final String INDENT = "  ";

    private final EscapeReport report;
    private final Terminal terminal;

    VerifyReport(EscapeReport report, Terminal terminal) {
        this.report = report;
        this.terminal = terminal;
    }

    private String coloured(Finding finding) {
        String word = "%-12s".formatted(word(finding));
        if (finding.isFault()) {
            return terminal.bad(word);
        }
        boolean good = finding.verdict() == Verdict.BLOCKED || finding.verdict() == Verdict.WORKS;
        return good ? terminal.good(word) : terminal.aside(word);
    }

    private static String word(Finding finding) {
        return switch (finding.verdict()) {
            case BLOCKED -> "blocked";
            case OPEN -> finding.isFault() ? "OPEN" : "by design";
            case IMPOSSIBLE -> "not here";
            case WORKS -> "works";
            case BROKEN -> "BROKEN";
        };
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Tried as '" + report.agent().name() + "', " + uids() + ", " + mode() + ":");
        lines.add("");
        groups().forEach((group, findings) -> lines.addAll(group(group, findings)));
        lines.add("");
        if (!report.faults().isEmpty()) {
            report.faults().stream().limit(MOST_FAULTS).forEach(fault -> lines.add(fault(fault)));
            if (report.faults().size() > MOST_FAULTS) {
                lines.add(INDENT + terminal.bad("! ") + "and "
                        + (report.faults().size() - MOST_FAULTS) + " more; --json has them all");
            }
            lines.add("");
        }
        lines.add(summary());
        lines.addAll(remedyOrRisks());
        return lines;
    }

    private String uids() {
        StringBuilder text =
                new StringBuilder("uid ").append(report.agent().user().uid());
        report.agent()
                .user()
                .subordinateIds()
                .ranges()
                .forEach(range -> text.append(", ").append(range));
        return text.toString();
    }

    private String mode() {
        return switch (report.agent().loopback()) {
            case LoopbackAccess.Standard standard -> "standard";
            case LoopbackAccess.Strict strict -> "strict";
        };
    }

    private Map<String, List<Finding>> groups() {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        report.findings()
                .forEach(finding -> groups.computeIfAbsent(finding.group(), name -> new ArrayList<>())
                        .add(finding));
        return groups;
    }

    /** What became of one attempt, and why where nobody could make it. */
    private record Outcome(String word, String why) {}

    private Outcome outcome(Finding finding) {
        return new Outcome(coloured(finding), finding.verdict() == Verdict.IMPOSSIBLE ? finding.detail() : "");
    }

    /** A line for each outcome, and more when there is more than fits on one. */
    private List<String> group(String group, List<Finding> findings) {
        Map<Outcome, List<Finding>> outcomes = new LinkedHashMap<>();
        findings.forEach(finding -> outcomes.computeIfAbsent(outcome(finding), word -> new ArrayList<>())
                .add(finding));
        List<String> lines = new ArrayList<>();
        outcomes.forEach((outcome, alike) -> {
            List<String> ids = wrapped(alike.stream().map(VerifyReport::shortId));
            lines.add(INDENT + "%-20s".formatted(lines.isEmpty() ? group : "") + outcome.word() + ids.getFirst());
            ids.stream().skip(1).forEach(more -> lines.add(" ".repeat(MARGIN) + more));
            if (!outcome.why().isEmpty()) {
                lines.add(" ".repeat(MARGIN) + terminal.aside("(" + outcome.why() + ")"));
            }
        });
        return lines;
    }

    /** The group says already who tried. */
    private static String shortId(Finding finding) {
        return finding.id().split("@", 2)[0];
    }

    private static List<String> wrapped(Stream<String> ids) {
        List<String> lines = new ArrayList<>();
        ids.forEach(id -> {
            if (!lines.isEmpty() && lines.getLast().length() + 1 + id.length() <= WIDTH - MARGIN) {
                lines.add(lines.removeLast() + " " + id);
            } else {
                lines.add(id);
            }
        });
        return lines;
    }

    private String fault(Finding fault) {
        String what = fault.sentence() + " -> " + fault.target();
        String detail = fault.detail().isEmpty() ? "" : ", " + fault.detail();
        return INDENT + terminal.bad("! ") + fault.id() + ": "
                + (fault.target().isEmpty() ? fault.detail() : what + detail);
    }

    private String summary() {
        long blocked = report.count(Verdict.BLOCKED);
        long open = report.count(Verdict.OPEN);
        long broken = report.count(Verdict.BROKEN);
        String counts = blocked + " blocked, " + open + " open, " + report.count(Verdict.IMPOSSIBLE)
                + " not possible here"
                + (broken > 0 ? ", " + broken + " broken" : "")
                + (report.openByDesign() > 0 ? ", " + report.openByDesign() + " open by design" : "");
        return (report.isTight() ? terminal.good("The lockdown holds: ") : terminal.bad("The lockdown does not hold: "))
                + counts;
    }

    private List<String> remedyOrRisks() {
        List<String> lines = new ArrayList<>();
        if (!report.isTight()) {
            lines.add("To put the rules right: sudo fishnet firewall enable --agent-user "
                    + report.agent().name() + " --apply");
        }
        lines.add("");
        lines.add("No packet filter closes these; 'sudo fishnet doctor' looks for them:");
        report.residualRisks().forEach(risk -> lines.add(INDENT + terminal.aside("- " + risk)));
        return lines;
    }
}
