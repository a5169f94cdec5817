package dev.fishnet.audit.replay;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Reading;
import dev.fishnet.policy.RateLimiter;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendLedger;
import dev.fishnet.storage.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Judges requests and writes the log as the gateway does. The steps of many requests are interleaved by chance,
 * policies change and the process is killed in between.
 */
final class PretendGateway {
    static final String[] POLICIES = {policy("2", "1", "9"), policy("3", "0.5", "6"), policy("1.5", "unlimited", "8")};

    final Random random;
    final List<AuditEntry> log = new ArrayList<>();
    final RateLimiter rates = new RateLimiter();
    final SpendLedger models = new SpendLedger(new SpendHistory(0, List.of()));
    final SpendLedger orders = new SpendLedger(new SpendHistory(1_000_000, List.of()));
    private final List<Deque<Runnable>> underWay = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T22:30:00Z");
    private FishnetConfig config;
    private Rules rules;

    PretendGateway(long seed) {
        random = new Random(seed);
        config = read(POLICIES[0]);
        rules = Rules.of(config.policy());
        append(new AuditEntry.Opened(now, "dev.fishnet/log/0123456789abcdef", "dev.fishnet/log/0123456789abcdef+0+x"));
        start(0);
    }

    private static String policy(String total, String own, String rate) {
        String ownCap = own.equals("unlimited") ? "\"unlimited\"" : own;
        return """
                [llm]
                daily_budget_usd = %s
                [llm.prompt_drift]
                mode = "deny"
                [llm.secrets]
                mode = "redact"
                [agents.claude]
                upstreams = ["openai", "github", "binance"]
                daily_budget_usd = %s
                monthly_budget_usd = 40
                rate_limit_per_minute = %s
                [agents.helper]
                upstreams = ["openai", "anthropic"]
                allowed_models = ["gpt-5*", "claude-*"]
                [custom.github]
                base_url = "https://api.github.com"
                allowed_endpoints = ["GET /repos/**"]
                blocked_endpoints = ["* /repos/*/secret/**"]
                rate_limit = 30
                rate_limit_window_seconds = 60
                [binance]
                enabled = true
                daily_volume_cap_usd = 300
                """.formatted(total, ownCap, rate);
    }

    private static FishnetConfig read(String toml) {
        return Reading.of(
                        ConfigFile.documentOf(toml.getBytes(StandardCharsets.UTF_8)), name -> Optional.<String>empty())
                .config()
                .orElseThrow();
    }

    /** A log of about so many entries. */
    static List<AuditEntry> log(long seed, int entries) {
        PretendGateway gateway = new PretendGateway(seed);
        while (gateway.log.size() < entries) {
            gateway.step();
        }
        while (!gateway.underWay.isEmpty()) {
            gateway.goOn();
        }
        return gateway.log;
    }

    private void step() {
        now = now.plusMillis(random.nextInt(700));
        int chance = random.nextInt(1000);
        if (chance < 4) {
            use(POLICIES[random.nextInt(POLICIES.length)]);
        } else if (chance < 6) {
            underWay.clear();
            start(random.nextInt(POLICIES.length));
        } else if (chance < 250) {
            underWay.add(new ArrayDeque<>(List.of(new PretendRequest(this)::begin)));
        } else {
            goOn();
        }
    }

    private void goOn() {
        if (underWay.isEmpty()) {
            return;
        }
        Deque<Runnable> request = underWay.get(random.nextInt(underWay.size()));
        current = request;
        request.removeFirst().run();
        if (request.isEmpty()) {
            underWay.remove(request);
        }
    }

    private Deque<Runnable> current = new ArrayDeque<>();

    /** What the request that takes its turn now does in its next one. */
    void then(Runnable step) {
        current.addLast(step);
    }

    private void start(int policy) {
        append(new AuditEntry.Prices(
                now, PriceBook.builtIn().id(), PriceBook.builtIn().table()));
        use(POLICIES[policy]);
    }

    private void use(String toml) {
        config = read(toml);
        append(new AuditEntry.PolicyInForce(
                now,
                config.settings().id(),
                config.settings().text(),
                PriceBook.builtIn().id()));
        rules = Rules.of(config.policy());
    }

    Rules rules() {
        return rules;
    }

    Instant now() {
        return now;
    }

    long append(AuditEntry entry) {
        log.add(entry);
        return log.size() - 1L;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
