package dev.fishnet.config;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.binance.BinancePolicy;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.LlmPolicy;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.PriceBook;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns checked values into the configuration, and finds what does not fit together. */
final class Meaning {
    private final Values values;
    private final List<Problem> problems;
    private final PriceBook common;

    /** @param common the prices that an operator's own go over */
    Meaning(Values values, List<Problem> problems, PriceBook common) {
        this.values = values;
        this.problems = problems;
        this.common = common;
    }

    FishnetConfig config() {
        Settings settings = Settings.of(values);
        settings.tooLong().ifPresent(problems::add);
        return new FishnetConfig(
                values.text(List.of("gateway", "host")),
                values.whole(List.of("gateway", "port")),
                values.one(List.of("upstreams", "extra_ca_certs"), String.class),
                http(),
                Arrays.stream(AlertKind.values()).filter(this::isOn).collect(Collectors.toSet()),
                audit(),
                firewall(),
                policy(settings),
                settings);
    }

    private HttpSettings http() {
        return new HttpSettings(
                Duration.ofMillis(values.whole(List.of("http", "connect_timeout_ms"))),
                Duration.ofMillis(values.whole(List.of("http", "answer_timeout_ms"))),
                Duration.ofSeconds(values.whole(List.of("http", "pool_idle_timeout_secs"))),
                values.whole(List.of("http", "pool_max_idle_per_host")));
    }

    private boolean isOn(AlertKind kind) {
        return values.flag(List.of("alerts", kind.name().toLowerCase(Locale.ROOT)));
    }

    private AuditSettings audit() {
        return new AuditSettings(
                values.choice(List.of("audit", "durability"), AuditSettings.Durability.class),
                values.choice(List.of("audit", "when_unwritable"), AuditSettings.WhenUnwritable.class),
                values.flag(List.of("audit", "prompts")),
                values.one(List.of("audit", "checkpoint_file"), String.class),
                values.one(List.of("audit", "checkpoint_url"), URI.class),
                Duration.ofMinutes(values.whole(List.of("audit", "checkpoint_minutes"))));
    }

    private FirewallDefaults firewall() {
        List<String> ports = List.of("firewall", "allow_ports");
        boolean strict = values.flag(List.of("firewall", "strict"));
        List<Integer> allowed =
                values.list(ports, Long.class).stream().map(Math::toIntExact).toList();
        if (!strict && !allowed.isEmpty()) {
            problems.add(new Problem(values.origin(ports), "firewall.allow_ports needs firewall.strict = true"));
        }
        return new FirewallDefaults(
                values.choice(List.of("firewall", "backend"), FirewallBackend.class), strict, allowed);
    }

    private Policy policy(Settings settings) {
        Upstreams upstreams = new Upstreams(values, problems);
        Prices prices = new Prices(values, problems, common);
        return new Policy(
                new Agents(values, problems, upstreams)
                        .all().stream().collect(Collectors.toMap(AgentPolicy::name, Function.identity())),
                upstreams.all(),
                new Caps(
                        values.money(List.of("llm", "daily_budget_usd")),
                        values.money(List.of("llm", "monthly_budget_usd"))),
                values.whole(List.of("llm", "budget_warning_pct")),
                llm(prices),
                prices.book(),
                binance(),
                settings.id());
    }

    private LlmPolicy llm(Prices prices) {
        List<String> size = List.of("llm", "prompt_size_guard");
        List<String> drift = List.of("llm", "prompt_drift");
        return new LlmPolicy(
                new LlmPolicy.Drift(
                        values.choice(KeyPath.below(drift, "mode"), GuardMode.class),
                        values.flag(KeyPath.below(drift, "ignore_whitespace"))),
                new LlmPolicy.Size(
                        values.choice(KeyPath.below(size, "action"), GuardMode.class),
                        values.limit(KeyPath.below(size, "max_prompt_tokens")),
                        values.limit(KeyPath.below(size, "max_prompt_chars"))),
                values.choice(List.of("llm", "secrets", "mode"), SecretMode.class),
                prices.unpriced());
    }

    private Optional<BinancePolicy> binance() {
        return values.flag(List.of("binance", "enabled"))
                ? Optional.of(new BinancePolicy(
                        values.money(List.of("binance", "max_order_value_usd")),
                        values.money(List.of("binance", "daily_volume_cap_usd")),
                        values.flag(List.of("binance", "allow_delete_open_orders")),
                        values.whole(List.of("binance", "recv_window_ms"))))
                : Optional.empty();
    }
}
