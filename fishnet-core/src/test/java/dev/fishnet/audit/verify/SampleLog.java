package dev.fishnet.audit.verify;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.Judged;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Entries as a gateway writes them. */
final class SampleLog {
    static final String ORIGIN = "dev.fishnet/log/0123456789abcdef";

    private static final Instant START = Instant.parse("2026-11-22T09:00:00.123Z");
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final Asked ASKED = new Asked(
            OptionalLong.of(1001),
            Optional.of(new AgentName("claude")),
            Optional.of(UpstreamName.OPENAI),
            "POST",
            "/v1/responses",
            Optional.empty(),
            Optional.of(ID));
    private static final Judged JUDGED = new Judged(
            ID,
            Optional.empty(),
            List.of(new RuleId("endpoints"), new RuleId("models")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private SampleLog() {}

    static LogSigner signer() {
        return LogSigner.of(LogSigner.newKey(ORIGIN));
    }

    /** An opening, and behind it entries of several kinds: pairs of intent and outcome mostly. */
    static List<AuditEntry> entries(int count, LogSigner signer) {
        List<AuditEntry> entries = new ArrayList<>();
        entries.add(new AuditEntry.Opened(START, signer.origin(), signer.verifierKey()));
        entries.add(new AuditEntry.Prices(START, ID, "model,input\ngpt-5,1\n"));
        entries.add(new AuditEntry.PolicyInForce(START, ID, "rate_limit_per_minute = 60\n", ID));
        while (entries.size() < count) {
            entries.add(next(entries.size()));
        }
        return entries;
    }

    private static AuditEntry next(int index) {
        Instant at = START.plusMillis(index);
        return switch (index < 8 ? 0 : index % 8) {
            case 0 -> new AuditEntry.Act(at, Action.FIREWALL_ENABLED, OptionalLong.of(0), "claude", "standard");
            case 1 ->
                new AuditEntry.Denied(at, ASKED, Optional.of(JUDGED), DenialCode.MODEL_NOT_ALLOWED, "not allowed");
            case 2, 5 -> new AuditEntry.Intent(at, ASKED, JUDGED, Optional.empty());
            case 3 -> index % 16 == 3 ? outcome(at, index - 1) : new AuditEntry.Prompt(at, index - 1, "hello", 5);
            case 4 -> index % 16 == 4 ? new AuditEntry.Permit(at, ASKED, JUDGED, ID) : outcome(at, index - 2);
            case 6 -> new AuditEntry.DeniedMore(at, START, ASKED, DenialCode.RATE_LIMIT_EXCEEDED, 7);
            default -> outcome(at, index - 2);
        };
    }

    private static AuditEntry outcome(Instant at, int intent) {
        return new AuditEntry.Outcome(
                at,
                intent,
                Ending.ANSWERED,
                OptionalInt.of(200),
                Optional.empty(),
                Optional.of(new MicroUsd(1200)),
                Optional.empty(),
                Duration.ofMillis(350));
    }
}
