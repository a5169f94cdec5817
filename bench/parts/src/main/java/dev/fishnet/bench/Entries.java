package dev.fishnet.bench;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.AgentName;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a log has. */
final class Entries {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private Entries() {}

    static AuditEntry opened() {
        return new AuditEntry.Opened(START, "dev.fishnet/log/00112233445566aa", "key");
    }

    /** An intent as a paid request has it. */
    static AuditEntry intent() {
        Asked asked = new Asked(
                OptionalLong.of(990),
                Optional.of(new AgentName("claude")),
                Optional.of(UpstreamName.OPENAI),
                "POST",
                "/v1/chat/completions",
                Optional.empty(),
                Optional.of("ab".repeat(32)));
        Judged judged = new Judged(
                "cd".repeat(32), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        CredentialId key = new CredentialId(UpstreamName.OPENAI, new CredentialName("main"));
        return new AuditEntry.Intent(START.plusMillis(1), asked, judged, Optional.of(new Credential(key, START, 1)));
    }
}
