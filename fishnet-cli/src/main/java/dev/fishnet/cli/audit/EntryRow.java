package dev.fishnet.cli.audit;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An entry as a row of a table. Nothing in it has been made safe for a terminal yet. */
record EntryRow(long index, Instant at, String agent, String upstream, String decision, String cost, String what) {
    static EntryRow of(Pages.Line line) {
        AuditEntry entry = line.entry();
        Optional<Asked> asked = Selection.asked(entry);
        return new EntryRow(
                line.index(),
                entry.at(),
                asked.map(EntryRow::who).orElse("-"),
                asked.flatMap(Asked::upstream).map(UpstreamName::value).orElse("-"),
                decision(line),
                cost(line),
                what(line));
    }

    private static String who(Asked asked) {
        return asked.agent()
                .map(AgentName::value)
                .orElseGet(() -> asked.uid().isPresent() ? "uid " + asked.uid().getAsLong() : "-");
    }

    private static String decision(Pages.Line line) {
        return switch (line.entry()) {
            case AuditEntry.Intent intent ->
                "allowed " + line.outcome().map(EntryRow::ending).orElse("-");
            case AuditEntry.Outcome outcome -> ending(outcome);
            case AuditEntry.Denied denied -> "denied";
            case AuditEntry.DeniedMore more -> "denied";
            case AuditEntry.Permit permit -> "permit";
            default -> EntryText.kind(line.entry());
        };
    }

    /** The status of a whole answer, or how it ended otherwise. */
    private static String ending(AuditEntry.Outcome outcome) {
        return outcome.ending() == Ending.ANSWERED && outcome.status().isPresent()
                ? String.valueOf(outcome.status().getAsInt())
                : outcome.ending().id();
    }

    private static String cost(Pages.Line line) {
        return switch (line.entry()) {
            case AuditEntry.Outcome outcome ->
                outcome.cost().map(EntryRow::money).orElse("-");
            case AuditEntry.Intent intent ->
                line.outcome()
                        .map(outcome -> outcome.cost().map(EntryRow::money))
                        .orElse(Optional.empty())
                        .orElseGet(() -> held(intent.judged()));
            default -> "-";
        };
    }

    /** What is held, and not settled or not yet. */
    private static String held(Judged judged) {
        return judged.money()
                .filter(money -> money.outcome() instanceof ReservationOutcome.Held)
                .map(money -> "≤" + money(money.claim().atMost()))
                .orElse("-");
    }

    /** In hundredths of a cent, rounded up. */
    private static String money(MicroUsd amount) {
        return "$" + amount.dollars().setScale(4, RoundingMode.UP).toPlainString();
    }

    private static String what(Pages.Line line) {
        return switch (line.entry()) {
            case AuditEntry.Intent intent ->
                request(intent.asked(), Optional.of(intent.judged())) + took(line.outcome());
            case AuditEntry.Denied denied -> denied.code().id() + ": " + request(denied.asked(), denied.judged());
            case AuditEntry.DeniedMore more -> more.code().id() + ": " + more.count() + " more since " + more.since();
            case AuditEntry.Permit permit -> permit.digest();
            case AuditEntry.Outcome outcome -> "of entry " + outcome.intent() + took(Optional.of(outcome));
            case AuditEntry.Prompt prompt -> "of entry " + prompt.intent() + ": " + prompt.length() + " bytes";
            case AuditEntry.Act act ->
                act.action().id() + " " + act.about() + (act.detail().isEmpty() ? "" : ": " + act.detail());
            case AuditEntry.PolicyInForce policy -> policy.policy();
            case AuditEntry.Prices prices -> prices.prices();
            case AuditEntry.Opened opened -> opened.origin();
            case AuditEntry.Archived archived ->
                "entries " + archived.from() + " to " + (archived.to() - 1) + " in " + archived.file();
        };
    }

    private static String request(Asked asked, Optional<Judged> judged) {
        return asked.method() + " " + asked.path()
                + judged.flatMap(Judged::prompt)
                        .flatMap(prompt -> prompt.facts().model())
                        .map(model -> " " + model)
                        .orElse("");
    }

    private static String took(Optional<AuditEntry.Outcome> outcome) {
        if (outcome.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        outcome.get().usage().ifPresent(usage -> parts.add(tokens(usage)));
        parts.add(String.format(Locale.ROOT, "%.1f s", outcome.get().took().toMillis() / 1000.0));
        outcome.get().failure().ifPresent(code -> parts.add(code.id()));
        return " (" + String.join(", ", parts) + ")";
    }

    private static String tokens(Usage usage) {
        long prompt = usage.input() + usage.cacheRead() + usage.cacheWrite() + usage.cacheWriteLong();
        return prompt + "+" + usage.output() + " tokens";
    }
}
