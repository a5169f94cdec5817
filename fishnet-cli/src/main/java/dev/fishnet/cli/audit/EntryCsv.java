package dev.fishnet.cli.audit;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Entries as rows of CSV (RFC 4180). Columns are never renamed or moved; new ones come last. What a spreadsheet could
 * take for a formula begins with an apostrophe.
 */
final class EntryCsv {
    private static final List<String> COLUMNS = List.of(
            "entry",
            "time",
            "kind",
            "intent",
            "uid",
            "agent",
            "upstream",
            "method",
            "path",
            "decision",
            "code",
            "reason",
            "rules",
            "policy",
            "model",
            "at_most_usd",
            "status",
            "ending",
            "input_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "output_tokens",
            "cost_usd",
            "took_ms",
            "credential",
            "action",
            "about",
            "detail",
            "count",
            "request_sha256");

    /**
     * In front of what may begin a formula: at the beginning, and behind what some spreadsheets part cells at, in
     * quotes or not. The full-width signs are taken for the others by some.
     */
    private static final Pattern FORMULA =
            Pattern.compile("^(?=[\t\r])|(?<![^;\t\r\n])(?=[=+@\uFF1D\uFF0B\uFF0D\uFF20-])");

    private final TreeMap<String, String> cells = new TreeMap<>();

    private EntryCsv() {}

    static String header() {
        return String.join(",", COLUMNS) + "\r\n";
    }

    static String row(long index, AuditEntry entry) {
        EntryCsv csv = new EntryCsv();
        csv.put("entry", index);
        csv.put("time", entry.at());
        csv.put("kind", EntryText.kind(entry));
        csv.put("decision", Selection.decision(entry));
        csv.put("code", Selection.code(entry, Optional.empty()));
        number(EntryText.intent(entry)).ifPresent(intent -> csv.put("intent", intent));
        Selection.asked(entry).ifPresent(csv::asked);
        csv.rest(entry);
        return COLUMNS.stream()
                        .map(column -> quoted(csv.cells.getOrDefault(column, "")))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private void put(String column, Object value) {
        cells.put(column, String.valueOf(value));
    }

    private static Optional<Long> number(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private void asked(Asked asked) {
        number(asked.uid()).ifPresent(uid -> put("uid", uid));
        asked.agent().map(AgentName::value).ifPresent(agent -> put("agent", agent));
        asked.upstream().map(UpstreamName::value).ifPresent(upstream -> put("upstream", upstream));
        put("method", asked.method());
        put("path", asked.path());
        asked.hash().ifPresent(hash -> put("request_sha256", hash));
    }

    private void rest(AuditEntry entry) {
        switch (entry) {
            case AuditEntry.Intent intent -> {
                judged(intent.judged());
                intent.credential()
                        .ifPresent(credential -> put("credential", credential.id() + " v" + credential.version()));
            }
            case AuditEntry.Denied denied -> {
                denied.judged().ifPresent(this::judged);
                put("reason", denied.reason());
            }
            case AuditEntry.DeniedMore more -> {
                put("count", more.count());
                put("detail", "since " + more.since());
            }
            case AuditEntry.Outcome outcome -> outcome(outcome);
            case AuditEntry.Prompt prompt -> {
                put("detail", prompt.body());
                put("count", prompt.length());
            }
            case AuditEntry.Act act -> act(act);
            case AuditEntry.Permit permit -> {
                judged(permit.judged());
                put("detail", permit.digest());
            }
            case AuditEntry.PolicyInForce policy -> {
                put("policy", policy.policy());
                put("detail", policy.settings());
                put("about", policy.prices());
            }
            case AuditEntry.Prices prices -> {
                put("about", prices.prices());
                put("detail", prices.table());
            }
            case AuditEntry.Opened opened -> {
                put("about", opened.origin());
                put("detail", opened.key());
            }
            case AuditEntry.Archived archived -> {
                put("about", archived.file());
                put(
                        "detail",
                        "entries " + archived.from() + " to " + (archived.to() - 1) + ", root " + archived.root()
                                + ", file " + archived.hash() + ", key " + archived.key());
            }
        }
    }

    private void judged(Judged judged) {
        put("policy", judged.policy());
        put("rules", judged.rules().stream().map(RuleId::value).collect(Collectors.joining(" ")));
        judged.prompt().flatMap(prompt -> prompt.facts().model()).ifPresent(model -> put("model", model));
        judged.money()
                .filter(money -> money.outcome() instanceof ReservationOutcome.Held)
                .ifPresent(money -> put("at_most_usd", dollars(money.claim().atMost())));
    }

    private void outcome(AuditEntry.Outcome outcome) {
        if (outcome.status().isPresent()) {
            put("status", outcome.status().getAsInt());
        }
        put("ending", outcome.ending().id());
        outcome.usage().ifPresent(this::usage);
        outcome.cost().ifPresent(cost -> put("cost_usd", dollars(cost)));
        put("took_ms", String.format(Locale.ROOT, "%.3f", outcome.took().toNanos() / 1e6));
    }

    private void usage(Usage usage) {
        put("input_tokens", usage.input());
        put("cache_read_tokens", usage.cacheRead());
        put("cache_write_tokens", usage.cacheWrite() + usage.cacheWriteLong());
        put("output_tokens", usage.output());
    }

    private void act(AuditEntry.Act act) {
        number(act.uid()).ifPresent(uid -> put("uid", uid));
        put("action", act.action().id());
        put("about", act.about());
        put("detail", act.detail());
    }

    private static String dollars(MicroUsd amount) {
        return amount.dollars().toPlainString();
    }

    /** A field, safe for spreadsheets, in quotes where it needs them. */
    static String quoted(String text) {
        String safe = FORMULA.matcher(text).replaceAll("'");
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
