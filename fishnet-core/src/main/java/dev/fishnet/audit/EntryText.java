package dev.fishnet.audit;

import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import java.util.List;
import java.util.OptionalLong;

/**
 * The one way to write an entry down: a line of JSON, without its line feed; its bytes are a leaf of the tree. The
 * format is in {@code docs/log-format.md}.
 */
public final class EntryText {
    /** Of the format. */
    public static final int VERSION = 1;

    /** In bytes. What is too long is cut as {@link TextLimit} has it; a policy is never as long. */
    public static final int LONGEST = 1024 * 1024;

    /** Every word that {@link #kind} gives. */
    public static final List<String> KINDS = List.of(
            "opened",
            "policy",
            "prices",
            "intent",
            "denied",
            "denied_more",
            "outcome",
            "prompt",
            "act",
            "permit",
            "archived");

    private static final KnownPart<Credential> CREDENTIAL = new KnownPart<>(EntryText::credential);

    private EntryText() {}

    /**
     * Writes an entry.
     *
     * @param index its place in the log, from 0 on
     * @return at most {@link #LONGEST} bytes of UTF-8
     */
    public static byte[] of(long index, AuditEntry entry) {
        if (index < 0) {
            throw new IllegalArgumentException("a log has no entry at a negative index");
        }
        LineWriter line = new LineWriter()
                .number("v", VERSION)
                .number("n", index)
                .time("at", entry.at())
                .text("kind", kind(entry), TextLimit.WORD);
        rest(line, entry);
        return line.finish();
    }

    /** The word for what it tells of. */
    public static String kind(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Opened e -> "opened";
            case AuditEntry.PolicyInForce e -> "policy";
            case AuditEntry.Prices e -> "prices";
            case AuditEntry.Intent e -> "intent";
            case AuditEntry.Denied e -> "denied";
            case AuditEntry.DeniedMore e -> "denied_more";
            case AuditEntry.Outcome e -> "outcome";
            case AuditEntry.Prompt e -> "prompt";
            case AuditEntry.Act e -> "act";
            case AuditEntry.Permit e -> "permit";
            case AuditEntry.Archived e -> "archived";
        };
    }

    /** The index of the intent that it belongs to, for kinds that belong to one. */
    public static OptionalLong intent(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Outcome outcome -> OptionalLong.of(outcome.intent());
            case AuditEntry.Prompt prompt -> OptionalLong.of(prompt.intent());
            default -> OptionalLong.empty();
        };
    }

    private static void rest(LineWriter line, AuditEntry entry) {
        switch (entry) {
            case AuditEntry.Opened e ->
                line.text("origin", e.origin(), TextLimit.NAME).text("key", e.key(), TextLimit.NAME);
            case AuditEntry.PolicyInForce e ->
                line.text("policy", e.policy(), TextLimit.WORD)
                        .text("settings", e.settings(), TextLimit.WHOLE)
                        .text("prices", e.prices(), TextLimit.WORD);
            case AuditEntry.Prices e ->
                line.text("prices", e.prices(), TextLimit.WORD).text("table", e.table(), TextLimit.WHOLE);
            case AuditEntry.Intent e -> intent(line, e);
            case AuditEntry.Denied e -> denied(line, e);
            case AuditEntry.DeniedMore e -> deniedMore(line, e);
            case AuditEntry.Outcome e -> OutcomeLine.write(line, e);
            case AuditEntry.Prompt e ->
                line.number("intent", e.intent())
                        .text("body", e.body(), TextLimit.WHOLE)
                        .number("length", e.length());
            case AuditEntry.Act e -> act(line, e);
            case AuditEntry.Permit e -> permit(line, e);
            case AuditEntry.Archived e -> archived(line, e);
        }
    }

    private static void intent(LineWriter line, AuditEntry.Intent intent) {
        AskedLine.write(line, intent.asked());
        JudgedLine.write(line, intent.judged());
        if (intent.credential().isPresent()) {
            CREDENTIAL.write(line, intent.credential().get());
        }
    }

    private static void credential(LineWriter line, Credential credential) {
        UpstreamName upstream = credential.id().upstream();
        line.open("credential")
                .text("upstream", upstream.value(), TextLimit.WORD)
                .text("name", credential.id().name().value(), TextLimit.WORD)
                .number("version", credential.version())
                .time("created", credential.createdAt())
                .close();
    }

    private static void denied(LineWriter line, AuditEntry.Denied denied) {
        AskedLine.write(line, denied.asked());
        denied.judged().ifPresent(judged -> JudgedLine.write(line, judged));
        Words.CODES.write(line, "code", denied.code());
        line.text("reason", denied.reason(), TextLimit.SENTENCES);
    }

    private static void deniedMore(LineWriter line, AuditEntry.DeniedMore more) {
        line.time("since", more.since());
        AskedLine.write(line, more.asked());
        Words.CODES.write(line, "code", more.code());
        line.number("count", more.count());
    }

    private static void act(LineWriter line, AuditEntry.Act act) {
        Words.ACTIONS.write(line, "action", act.action());
        line.number("uid", act.uid())
                .text("about", act.about(), TextLimit.NAME)
                .text("detail", act.detail(), TextLimit.SENTENCES);
    }

    private static void permit(LineWriter line, AuditEntry.Permit permit) {
        AskedLine.write(line, permit.asked());
        JudgedLine.write(line, permit.judged());
        line.text("digest", permit.digest(), TextLimit.WORD);
    }

    private static void archived(LineWriter line, AuditEntry.Archived archived) {
        line.number("from", archived.from())
                .number("to", archived.to())
                .text("root", archived.root().hex(), TextLimit.WORD)
                .text("file", archived.file(), TextLimit.NAME)
                .text("hash", archived.hash().hex(), TextLimit.WORD)
                .text("origin", archived.origin(), TextLimit.NAME)
                .text("key", archived.key(), TextLimit.NAME);
    }
}
