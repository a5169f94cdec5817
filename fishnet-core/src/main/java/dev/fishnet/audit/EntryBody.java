package dev.fishnet.audit;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Reads what stands behind an entry's kind. */
final class EntryBody {
    private EntryBody() {}

    static AuditEntry read(LineReader line, Instant at, String kind) throws FishnetException {
        return switch (kind) {
            case "opened" -> new AuditEntry.Opened(at, line.text("origin"), line.text("key"));
            case "policy" ->
                new AuditEntry.PolicyInForce(at, line.text("policy"), line.text("settings"), line.text("prices"));
            case "prices" -> new AuditEntry.Prices(at, line.text("prices"), line.text("table"));
            case "intent" -> new AuditEntry.Intent(at, AskedLine.read(line), JudgedLine.read(line), credential(line));
            case "denied" -> denied(line, at);
            case "denied_more" -> deniedMore(line, at);
            case "outcome" -> OutcomeLine.read(line, at);
            case "prompt" -> new AuditEntry.Prompt(at, line.number("intent"), line.text("body"), line.number("length"));
            case "act" -> act(line, at);
            case "permit" ->
                new AuditEntry.Permit(at, AskedLine.read(line), JudgedLine.read(line), line.text("digest"));
            case "archived" -> archived(line, at);
            default -> throw line.unknown("a kind");
        };
    }

    private static Optional<Credential> credential(LineReader line) throws FishnetException {
        if (!line.opens("credential")) {
            return Optional.empty();
        }
        CredentialId id =
                new CredentialId(new UpstreamName(line.text("upstream")), new CredentialName(line.text("name")));
        long version = line.number("version");
        Credential credential = new Credential(id, line.time("created"), version);
        line.close();
        return Optional.of(credential);
    }

    private static AuditEntry.Denied denied(LineReader line, Instant at) throws FishnetException {
        return new AuditEntry.Denied(
                at,
                AskedLine.read(line),
                line.follows("judged") ? Optional.of(JudgedLine.read(line)) : Optional.empty(),
                Words.CODES.read(line, "code"),
                line.text("reason"));
    }

    private static AuditEntry.DeniedMore deniedMore(LineReader line, Instant at) throws FishnetException {
        return new AuditEntry.DeniedMore(
                at, line.time("since"), AskedLine.read(line), Words.CODES.read(line, "code"), line.number("count"));
    }

    private static AuditEntry.Act act(LineReader line, Instant at) throws FishnetException {
        return new AuditEntry.Act(
                at,
                Words.ACTIONS.read(line, "action"),
                line.optionalNumber("uid"),
                line.text("about"),
                line.text("detail"));
    }

    private static AuditEntry.Archived archived(LineReader line, Instant at) throws FishnetException {
        return new AuditEntry.Archived(
                at,
                line.number("from"),
                line.number("to"),
                hash(line, "root"),
                line.text("file"),
                hash(line, "hash"),
                line.text("origin"),
                line.text("key"));
    }

    private static LogHash hash(LineReader line, String key) throws FishnetException {
        return LogHash.of(HexFormat.of().parseHex(line.text(key)));
    }
}
