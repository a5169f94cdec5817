package dev.fishnet.cli.audit;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryText;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** Which entries are wanted: those that all of the filters given let through. */
record Selection(
        Optional<String> agent,
        Optional<String> upstream,
        Optional<String> decision,
        Optional<String> kind,
        Optional<String> code,
        Optional<Instant> since,
        Optional<Instant> until) {
    static List<OptionSpec> options() {
        return List.of(
                Options.value("--agent", "NAME", "What this agent asked for."),
                Options.value("--upstream", "NAME", "What this upstream was asked for."),
                Options.value("--decision", "allowed|denied", "Requests that were allowed, or refused."),
                Options.value("--kind", "KIND", "Entries of this kind: " + String.join(", ", EntryText.KINDS) + "."),
                Options.value("--code", "CODE", "Refusals and failures with this code, for example budget_exceeded."),
                Options.value("--since", "WHEN", "From this time (2026-11-22T09:00:00Z, 2026-11-22, 15m, 2h, 7d) on."),
                Options.value("--until", "WHEN", "Before this time."));
    }

    static Selection of(Leaf values, Instant now) throws FishnetException {
        Optional<String> since = values.value("--since");
        Optional<String> until = values.value("--until");
        return new Selection(
                values.value("--agent"),
                values.value("--upstream"),
                one(values, "--decision", List.of("allowed", "denied")),
                one(values, "--kind", EntryText.KINDS),
                one(
                        values,
                        "--code",
                        Arrays.stream(DenialCode.values()).map(DenialCode::id).toList()),
                since.isPresent() ? Optional.of(When.parse("--since", since.get(), now)) : Optional.empty(),
                until.isPresent() ? Optional.of(When.parse("--until", until.get(), now)) : Optional.empty());
    }

    private static Optional<String> one(Leaf values, String option, List<String> known) throws FishnetException {
        Optional<String> given = values.value(option);
        if (given.isPresent() && !known.contains(given.get())) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    option + " '" + given.get() + "' is none of those that there are",
                    known.size() > 12 ? "docs/refusals.md lists them" : "one of " + String.join(", ", known));
        }
        return given;
    }

    boolean isEverything() {
        return agent.isEmpty()
                && upstream.isEmpty()
                && decision.isEmpty()
                && kind.isEmpty()
                && code.isEmpty()
                && since.isEmpty()
                && until.isEmpty();
    }

    /**
     * Whether the entry is wanted.
     *
     * @param outcome of an intent, where it is known
     */
    boolean takes(AuditEntry entry, Optional<AuditEntry.Outcome> outcome) {
        return kind.map(EntryText.kind(entry)::equals).orElse(true)
                && decision.map(wanted -> wanted.equals(decision(entry))).orElse(true)
                && code.map(wanted -> wanted.equals(code(entry, outcome))).orElse(true)
                && since.map(from -> !entry.at().isBefore(from)).orElse(true)
                && until.map(to -> entry.at().isBefore(to)).orElse(true)
                && isAsked(entry);
    }

    private boolean isAsked(AuditEntry entry) {
        Optional<Asked> asked = asked(entry);
        return agent.map(name -> asked.flatMap(Asked::agent)
                                .map(AgentName::value)
                                .filter(name::equals)
                                .isPresent())
                        .orElse(true)
                && upstream.map(name -> asked.flatMap(Asked::upstream)
                                .map(UpstreamName::value)
                                .filter(found -> found.equals(name) || found.equals("custom." + name))
                                .isPresent())
                        .orElse(true);
    }

    /** Who asked for what, for entries that tell of a request. */
    static Optional<Asked> asked(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Intent intent -> Optional.of(intent.asked());
            case AuditEntry.Denied denied -> Optional.of(denied.asked());
            case AuditEntry.DeniedMore more -> Optional.of(more.asked());
            case AuditEntry.Permit permit -> Optional.of(permit.asked());
            default -> Optional.empty();
        };
    }

    /** Whether a request was allowed or denied; empty for what is no decision. */
    static String decision(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Intent intent -> "allowed";
            case AuditEntry.Permit permit -> "allowed";
            case AuditEntry.Denied denied -> "denied";
            case AuditEntry.DeniedMore more -> "denied";
            default -> "";
        };
    }

    static String code(AuditEntry entry, Optional<AuditEntry.Outcome> outcome) {
        Optional<DenialCode> code = switch (entry) {
            case AuditEntry.Denied denied -> Optional.of(denied.code());
            case AuditEntry.DeniedMore more -> Optional.of(more.code());
            case AuditEntry.Outcome ended -> ended.failure();
            default -> outcome.flatMap(AuditEntry.Outcome::failure);
        };
        return code.map(DenialCode::id).orElse("");
    }
}
