package dev.fishnet.config;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.config.Key.Fallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting there is: the one table that the reader, the reference, the schema and the defaults come from. */
final class Keys {
    private static final Fallback REQUIRED = new Fallback.Required();
    private static final Fallback NONE = new Fallback.Depends("none");
    private static final List<Object> EMPTY = List.of();
    private static final Kind GUARD = Kind.Choice.of("ignore", "alert", "deny");

    private static final String ADDRESSES = "Whether its name may lead to an address that is not public";

    static final List<Key> ALL = all();

    private Keys() {}

    static Optional<Key> find(List<String> path) {
        // A name is never looked for where a setting has that very key.
        return ALL.stream()
                .filter(key -> key.pattern().equals(path))
                .findFirst()
                .or(() -> ALL.stream().filter(key -> key.matches(path)).findFirst());
    }

    static boolean isTable(List<String> path) {
        return ALL.stream().anyMatch(key -> key.isWithin(path));
    }

    private static List<Key> all() {
        List<Key> keys = new ArrayList<>();
        keys.addAll(listening());
        keys.addAll(llm());
        keys.addAll(prices("llm.model_pricing.*", REQUIRED));
        keys.addAll(guards());
        keys.addAll(agents());
        keys.addAll(custom());
        keys.addAll(binance());
        keys.addAll(connections());
        keys.addAll(alerts());
        keys.addAll(audit());
        keys.addAll(firewall());
        return List.copyOf(keys);
    }

    private static List<Key> listening() {
        List<Key> keys = new ArrayList<>(List.of(
                Key.of("gateway.host", Kinds.HOST, "127.0.0.1", "Where to listen; 127.0.0.1 and localhost mean ::1 too")
                        .withVariable("FISHNET_HOST"),
                Key.of("gateway.port", Kinds.PORT, 3777L, "The TCP port to listen on")
                        .withVariable("FISHNET_PORT"),
                Key.of("upstreams.extra_ca_certs", Kinds.FILE, NONE, "Authorities to trust beside the system's")
                        .withVariable("FISHNET_EXTRA_CA_CERTS")));
        keys.addAll(upstream("openai", "https://api.openai.com", "FISHNET_OPENAI_API_BASE"));
        keys.addAll(upstream("anthropic", "https://api.anthropic.com", "FISHNET_ANTHROPIC_API_BASE"));
        return keys;
    }

    private static List<Key> upstream(String name, String base, String variable) {
        String table = "upstreams." + name;
        return List.of(
                Key.of(table + ".base_url", Kinds.URL, base, "Where /proxy/" + name + " leads")
                        .withVariable(variable),
                Key.of(
                        table + ".allowed_endpoints",
                        Kinds.NARROWING,
                        new Fallback.Depends("the endpoints of models"),
                        "What may be called; takes the default's place"),
                Key.of(table + ".blocked_endpoints", Kinds.ENDPOINTS, EMPTY, "What may not, whatever allows it"),
                Key.of(table + ".allow_private_addresses", Kinds.FLAG, false, ADDRESSES));
    }

    private static List<Key> llm() {
        return List.of(
                Key.of("llm.daily_budget_usd", Kinds.BUDGET, 20L, "What all agents together may spend in a UTC day")
                        .withVariable("FISHNET_DAILY_BUDGET_USD"),
                Key.of("llm.monthly_budget_usd", Kinds.BUDGET, Kind.NO_LIMIT, "The same, in a UTC month"),
                Key.of(
                        "llm.budget_warning_pct",
                        new Kind.Whole(0, 100, false),
                        80L,
                        "From which part of a budget on there is an alert; 0 for none"),
                Key.of(
                                "llm.rate_limit_per_minute",
                                Kinds.RATE,
                                60L,
                                "Requests of each agent at each of openai, anthropic and binance")
                        .withVariable("FISHNET_RATE_LIMIT_PER_MINUTE"),
                Key.of("llm.allowed_models", Kinds.MODELS, EMPTY, "Models that may be asked for; empty for any"));
    }

    private static List<Key> prices(String table, Fallback needed) {
        Fallback input = new Fallback.Depends("as for input");
        return List.of(
                Key.of(table + ".input_per_million_usd", Kinds.PRICE, needed, "For a million tokens of prompt"),
                Key.of(table + ".output_per_million_usd", Kinds.PRICE, needed, "For a million tokens of answer"),
                Key.of(table + ".cached_input_per_million_usd", Kinds.PRICE, input, "Prompt read from a cache"),
                Key.of(
                        table + ".cache_write_per_million_usd",
                        Kinds.PRICE,
                        new Fallback.Depends("1.25 times input"),
                        "Prompt written to a cache"),
                Key.of(
                        table + ".cache_write_1h_per_million_usd",
                        Kinds.PRICE,
                        new Fallback.Depends("2 times input"),
                        "Prompt written to a cache that lasts an hour"),
                Key.of(table + ".context_tokens", Kinds.TOKENS, needed, "The longest prompt the model takes"),
                Key.of(table + ".max_output_tokens", Kinds.TOKENS, needed, "The longest answer it gives"));
    }

    private static List<Key> guards() {
        List<Key> keys = new ArrayList<>(List.of(Key.of(
                "llm.unpriced_models.action",
                Kind.Choice.of("refuse", "assume"),
                "refuse",
                "What becomes of a model without a price; with assume, the prices below hold")));
        keys.addAll(prices("llm.unpriced_models", new Fallback.Depends("required with assume")));
        keys.addAll(List.of(
                Key.of("llm.prompt_drift.mode", GUARD, "alert", "When an agent's instructions or tools change"),
                Key.of(
                        "llm.prompt_drift.ignore_whitespace",
                        Kinds.FLAG,
                        true,
                        "Runs of white space count as one blank"),
                Key.of("llm.prompt_size_guard.action", GUARD, "deny", "When a prompt is too long"),
                Key.of("llm.prompt_size_guard.max_prompt_tokens", Kinds.SIZE, 200_000L, "Characters divided by four"),
                Key.of("llm.prompt_size_guard.max_prompt_chars", Kinds.SIZE, Kind.NO_LIMIT, "Characters in the prompt"),
                Key.of(
                        "llm.secrets.mode",
                        Kind.Choice.of("ignore", "alert", "redact", "deny"),
                        "alert",
                        "When a prompt has a secret in it")));
        return keys;
    }

    private static List<Key> agents() {
        Fallback upstreams = new Fallback.Depends("the upstream's");
        Fallback agents = new Fallback.Depends("the agent's");
        Kind rate = new Kind.Whole(1, 1_000_000, false);
        return List.of(
                Key.of("agents.*.user", Kinds.USER, NONE, "The account it runs as; none where it is known by a token"),
                Key.of(
                        "agents.*.upstreams",
                        Kinds.UPSTREAMS,
                        EMPTY,
                        "What it may use: openai, anthropic, binance, NAME"),
                Key.of("agents.*.daily_budget_usd", Kinds.BUDGET, Kind.NO_LIMIT, "What it may spend in a UTC day"),
                Key.of("agents.*.monthly_budget_usd", Kinds.BUDGET, Kind.NO_LIMIT, "The same, in a UTC month"),
                Key.of("agents.*.rate_limit_per_minute", rate, upstreams, "Its requests at each of its upstreams"),
                Key.of("agents.*.allowed_models", Kinds.MODELS, EMPTY, "Models it may ask for; empty for any"),
                Key.of("agents.*.allowed_endpoints", Kinds.ENDPOINTS, EMPTY, "What it may call; empty for any"),
                Key.of("agents.*.blocked_endpoints", Kinds.ENDPOINTS, EMPTY, "What it may not call"),
                Key.of("agents.*.*.allowed_models", Kinds.MODELS, agents, "The same, at one of its upstreams"),
                Key.of("agents.*.*.allowed_endpoints", Kinds.ENDPOINTS, agents, "The same, at one of its upstreams"),
                Key.of("agents.*.*.blocked_endpoints", Kinds.ENDPOINTS, EMPTY, "More that it may not call there"),
                Key.of("agents.*.*.rate_limit_per_minute", rate, agents, "Its requests there"));
    }

    private static List<Key> custom() {
        return List.of(
                Key.of("custom.*.base_url", Kinds.URL, REQUIRED, "Where /custom/NAME leads"),
                Key.of("custom.*.auth_header", Kinds.HEADER, "authorization", "The header field its key is sent in"),
                Key.of("custom.*.auth_value_prefix", Kinds.PREFIX, "Bearer ", "What stands before the key"),
                Key.of(
                        "custom.*.speaks",
                        Kind.Choice.of("plain", "openai", "anthropic"),
                        "plain",
                        "Whose API it is; but for plain, its money is counted"),
                Key.of(
                        "custom.*.allowed_endpoints",
                        Kinds.ENDPOINTS,
                        new Fallback.Depends("any; the endpoints of models unless plain"),
                        "What may be called"),
                Key.of("custom.*.blocked_endpoints", Kinds.ENDPOINTS, EMPTY, "What may not, whatever allows it"),
                Key.of("custom.*.rate_limit", Kinds.RATE, 100L, "Requests of each agent in a window"),
                Key.of(
                        "custom.*.rate_limit_window_seconds",
                        new Kind.Whole(1, 2_678_400, false),
                        3600L,
                        "The window's length"),
                Key.of("custom.*.allow_private_addresses", Kinds.FLAG, false, ADDRESSES));
    }

    private static List<Key> binance() {
        return List.of(
                Key.of("binance.enabled", Kinds.FLAG, false, "Whether /binance is served"),
                Key.of("binance.base_url", Kinds.URL, "https://api.binance.com", "Where it leads"),
                Key.of("binance.max_order_value_usd", Kinds.BUDGET, 500L, "What one order may be worth"),
                Key.of("binance.daily_volume_cap_usd", Kinds.BUDGET, 2500L, "All agents' orders of a UTC day"),
                Key.of("binance.allow_delete_open_orders", Kinds.FLAG, false, "Cancel all orders of a symbol at once"),
                Key.of(
                        "binance.recv_window_ms",
                        new Kind.Whole(1, 60_000, false),
                        5000L,
                        "How long a signature is good"));
    }

    private static List<Key> connections() {
        return List.of(
                Key.of("http.connect_timeout_ms", new Kind.Whole(1, 600_000, false), 10_000L, "To reach an upstream"),
                Key.of("http.answer_timeout_ms", new Kind.Whole(1, 3_600_000, false), 600_000L, "For its next bytes"),
                Key.of(
                        "http.pool_idle_timeout_secs",
                        new Kind.Whole(1, 3600, false),
                        30L,
                        "Unused connections stay open"),
                Key.of("http.pool_max_idle_per_host", new Kind.Whole(0, 1024, false), 16L, "Unused connections kept"));
    }

    private static List<Key> alerts() {
        List<Key> keys = new ArrayList<>();
        for (AlertKind kind : AlertKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            keys.add(Key.of("alerts." + name, Kinds.FLAG, true, "Whether " + name.replace('_', ' ') + " is told of"));
        }
        return keys;
    }

    private static List<Key> audit() {
        return List.of(
                Key.of(
                        "audit.durability",
                        Kind.Choice.of("process", "power"),
                        "process",
                        "What an entry outlives before its request goes on; with process, power that fails takes 50 ms"),
                Key.of(
                        "audit.when_unwritable",
                        Kind.Choice.of("close", "serve"),
                        "close",
                        "What becomes of requests when log and books cannot be written"),
                Key.of("audit.prompts", Kinds.FLAG, false, "Whether the bodies of allowed requests are in the log"),
                Key.of("audit.checkpoint_file", Kinds.PLACE, NONE, "Where the latest checkpoint is written to"),
                Key.of("audit.checkpoint_url", Kinds.RECEIVER, NONE, "Where the latest checkpoint is sent to, by PUT"),
                Key.of(
                        "audit.checkpoint_minutes",
                        new Kind.Whole(1, 10_080, false),
                        60L,
                        "How often it is written and sent"));
    }

    private static List<Key> firewall() {
        return List.of(
                Key.of("firewall.backend", Kind.Choice.of("auto", "iptables", "nftables"), "auto", "--backend"),
                Key.of("firewall.strict", Kinds.FLAG, false, "--strict"),
                Key.of("firewall.allow_ports", Kinds.PORTS, EMPTY, "--allow-port, with strict"));
    }
}
