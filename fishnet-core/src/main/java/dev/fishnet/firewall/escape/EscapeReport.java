package dev.fishnet.firewall.escape;

import dev.fishnet.firewall.LockedAgent;
import java.time.Instant;
import java.util.List;

/**
 * What a round of attempts came to: a value, which can be kept.
 *
 * @param agent as whom they were made, and what should be left of loopback
 * @param residualRisks what no packet filter closes, a sentence each
 */
public record EscapeReport(Instant at, LockedAgent agent, List<Finding> findings, List<String> residualRisks) {
    public EscapeReport {
        findings = List.copyOf(findings);
        residualRisks = List.copyOf(residualRisks);
    }

    /** Whether nothing speaks against the lockdown, and something was held back that root could send. */
    public boolean isTight() {
        return findings.stream().noneMatch(Finding::isFault)
                && findings.stream()
                        .anyMatch(finding -> finding.verdict() == Verdict.BLOCKED
                                && !finding.target().isEmpty());
    }

    /** What speaks against the lockdown. */
    public List<Finding> faults() {
        return findings.stream().filter(Finding::isFault).toList();
    }

    /** How many attempts came to this; open is only what should not be. */
    public long count(Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .filter(finding -> verdict != Verdict.OPEN || finding.isFault())
                .count();
    }

    /** How many are open because the lockdown's mode leaves them so. */
    public long openByDesign() {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.OPEN && !finding.isFault())
                .count();
    }
}
