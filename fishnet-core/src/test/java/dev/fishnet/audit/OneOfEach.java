package dev.fishnet.audit;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.crypto.Sha256;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
import dev.fishnet.spend.ReservationOutcome.Scope;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.Tier;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A short log with every kind of entry, as a morning could have written it; every key is there at least once. */
final class OneOfEach {
    private static final Instant MORNING = Instant.parse("2026-11-22T09:00:00.123Z");
    private static final String ORIGIN = "dev.fishnet/log/0123456789abcdef";
    private static final String KEY = ORIGIN + "+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final AgentName CLAUDE = new AgentName("claude");
    private static final UpstreamName BINANCE = new UpstreamName("binance");
    private static final String POLICY = hex("settings");

    private OneOfEach() {}

    static List<AuditEntry> entries() {
        return List.of(
                new AuditEntry.Opened(MORNING, ORIGIN, KEY),
                new AuditEntry.Prices(at(1), hex("prices"), "date,2026-11-01\ngpt-5,1.25,0.125,-,-,10\n"),
                new AuditEntry.PolicyInForce(at(2), POLICY, "[budgets]\ndaily = \"$20\"\n", hex("prices")),
                act(),
                intent(),
                prompt(),
                outcome(),
                denied(),
                trade(),
                more(),
                permit(),
                archived());
    }

    private static AuditEntry archived() {
        LogHash hash = LogHash.ofLeaf(new byte[0]);
        return new AuditEntry.Archived(at(11), 0, 256, LogHash.EMPTY, "log-0-255.jsonl", hash, ORIGIN, KEY);
    }

    private static AuditEntry act() {
        return new AuditEntry.Act(
                at(3), Action.CREDENTIAL_ADDED, OptionalLong.of(0), "anthropic:main", "by add-key, version 3");
    }

    private static AuditEntry intent() {
        SpendClaim claim = new SpendClaim(CLAUDE, UpstreamName.ANTHROPIC, "claude-opus-4-1", new MicroUsd(1_131_000));
        Held held = new Held(new Reservation(17, claim, LocalDate.of(2026, 11, 22)), 41);
        Judged judged = new Judged(
                POLICY,
                Optional.empty(),
                List.of(new RuleId("endpoint_allowed"), new RuleId("model_allowed"), new RuleId("within_budget")),
                Optional.of(new Judged.Prompt(facts(), Optional.of(hex("tools")))),
                Optional.empty(),
                Optional.of(new Judged.Money(claim, held)));
        CredentialId id = new CredentialId(UpstreamName.ANTHROPIC, new CredentialName("main"));
        return new AuditEntry.Intent(
                at(4),
                asked(UpstreamName.ANTHROPIC, "/v1/messages"),
                judged,
                Optional.of(new Credential(id, MORNING, 3)));
    }

    private static PromptFacts facts() {
        return new PromptFacts(
                LlmApi.MESSAGES,
                Optional.of("claude-opus-4-1"),
                true,
                OptionalLong.of(34_400),
                OptionalLong.of(8_192),
                1,
                Tier.STANDARD,
                120_345,
                Optional.of(hex("tools")),
                List.of("aws_access_key"),
                List.of("tools.web_search"),
                List.of(),
                List.of());
    }

    private static AuditEntry prompt() {
        return new AuditEntry.Prompt(
                at(5), 4, "{\"model\":\"claude-opus-4-1\",\"system\":\"Gr\u00fc\u00df \ud83d\udc1f\"}", 61);
    }

    private static AuditEntry outcome() {
        return new AuditEntry.Outcome(
                at(6),
                4,
                Ending.CUT,
                OptionalInt.of(200),
                Optional.of(new Usage(1200, 33_000, 0, 0, 811, Tier.STANDARD)),
                Optional.of(new MicroUsd(128_325)),
                Optional.of(DenialCode.UPSTREAM_TIMEOUT),
                Duration.ofNanos(2_034_567_891L));
    }

    private static AuditEntry denied() {
        Judged judged = new Judged(
                POLICY,
                Optional.of(Duration.ofSeconds(3)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new AuditEntry.Denied(
                at(7),
                new Asked(
                        OptionalLong.of(1001),
                        Optional.of(CLAUDE),
                        Optional.of(UpstreamName.OPENAI),
                        "GET",
                        "/v1/\"files\"",
                        Optional.of("DELETE"),
                        Optional.empty()),
                Optional.of(judged),
                DenialCode.RATE_LIMIT_EXCEEDED,
                "The agent claude may make 60 requests in a minute to openai; wait 3 seconds and try again.");
    }

    private static AuditEntry trade() {
        return new AuditEntry.Denied(
                at(8),
                asked(BINANCE, "/api/v3/order"),
                Optional.of(judged()),
                DenialCode.BINANCE_VOLUME_EXCEEDED,
                "The order could be worth $600.00.");
    }

    private static Judged judged() {
        SpendClaim claim = new SpendClaim(CLAUDE, BINANCE, "orders", new MicroUsd(600_000_000));
        Refused refused = new Refused(
                Scope.TOTAL_DAY,
                new MicroUsd(1_000_000_000),
                new MicroUsd(500_000_000),
                claim.atMost(),
                Instant.parse("2026-11-23T00:00:00Z"));
        Judged.Trade trade = new Judged.Trade(
                Optional.of("symbol=BTCUSDT&side=SELL"),
                Optional.of("application/x-www-form-urlencoded"),
                "type=MARKET&quantity=0.01",
                Optional.of(Optional.of("{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"60000\"}")));
        return new Judged(
                POLICY,
                Optional.empty(),
                List.of(new RuleId("binance_allowed")),
                Optional.empty(),
                Optional.of(trade),
                Optional.of(new Judged.Money(claim, refused)));
    }

    private static AuditEntry more() {
        Asked nobody = new Asked(
                OptionalLong.of(33),
                Optional.empty(),
                Optional.empty(),
                "GET",
                "/a\nb\u0000",
                Optional.empty(),
                Optional.empty());
        return new AuditEntry.DeniedMore(at(9), at(8), nobody, DenialCode.CALLER_UNKNOWN, 2718);
    }

    private static AuditEntry permit() {
        Judged judged = new Judged(
                POLICY,
                Optional.empty(),
                List.of(new RuleId("contract_allowed")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new AuditEntry.Permit(at(10), asked(new UpstreamName("onchain"), "/submit"), judged, hex("permit"));
    }

    private static Asked asked(UpstreamName upstream, String path) {
        return new Asked(
                OptionalLong.of(1001),
                Optional.of(CLAUDE),
                Optional.of(upstream),
                "POST",
                path,
                Optional.empty(),
                Optional.of(hex(path)));
    }

    private static Instant at(int seconds) {
        return MORNING.plusSeconds(seconds);
    }

    private static String hex(String of) {
        return HexFormat.of().formatHex(Sha256.of(of.getBytes(StandardCharsets.UTF_8)));
    }
}
