package dev.fishnet.config;

import dev.fishnet.policy.Access;
import dev.fishnet.policy.DefaultEndpoints;
import dev.fishnet.policy.EndpointRule;
import dev.fishnet.policy.EndpointRules;
import dev.fishnet.policy.ModelPattern;
import dev.fishnet.policy.RateLimit;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The upstreams of a configuration: the built-in ones, and those of {@code [custom.NAME]}. */
final class Upstreams {
    private static final String CUSTOM = "custom";
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final Set<String> BUILT_IN = Set.of("openai", "anthropic", "binance", "fishnet", CUSTOM);

    private final Values values;
    private final List<Problem> problems;
    private final Map<String, UpstreamPolicy> byWord = new HashMap<>();

    Upstreams(Values values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
        llm("openai", Dialect.OPENAI);
        llm("anthropic", Dialect.ANTHROPIC);
        if (values.flag(List.of("binance", "enabled"))) {
            binance();
        }
        values.names(List.of(CUSTOM)).forEach(this::custom);
    }

    Map<UpstreamName, UpstreamPolicy> all() {
        Map<UpstreamName, UpstreamPolicy> all = new HashMap<>();
        byWord.values().forEach(policy -> all.put(policy.upstream().name(), policy));
        return all;
    }

    /** The upstream that an agent's table calls so: by its own name, or by that of its table. */
    Optional<UpstreamPolicy> find(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    /** Why there is no upstream of that name. */
    String missing(String word) {
        if (word.equals("binance")) {
            return "'binance' is switched off: [binance] needs enabled = true";
        }
        if (word.startsWith(CUSTOM + ".") && byWord.containsKey(word.substring(CUSTOM.length() + 1))) {
            return "there is no upstream '" + KeyPath.text(List.of(word)) + "' here; write '"
                    + word.substring(CUSTOM.length() + 1) + "'";
        }
        return "there is no upstream " + KeyPath.text(List.of(word)) + "; there are "
                + String.join(", ", byWord.keySet().stream().sorted().toList());
    }

    private void llm(String name, Dialect dialect) {
        List<String> table = List.of("upstreams", name);
        URI base = base(table);
        Upstream known = dialect == Dialect.OPENAI ? Upstream.openAi(base) : Upstream.anthropic(base);
        Upstream upstream =
                new Upstream(known.name(), dialect, known.route(), base, known.credential(), allowsPrivate(table));
        byWord.put(name, new UpstreamPolicy(upstream, access(table, dialect, llmRate())));
    }

    private void binance() {
        Upstream upstream = new Upstream(
                new UpstreamName("binance"),
                Dialect.BINANCE,
                "/binance",
                base(List.of("binance")),
                new CredentialHeader("x-mbx-apikey", ""),
                false);
        byWord.put("binance", new UpstreamPolicy(upstream, new Access(EndpointRules.ANY, List.of(), llmRate())));
    }

    private void custom(String name) {
        List<String> table = List.of(CUSTOM, name);
        if (!isFree(name)) {
            problems.add(new Problem(
                    values.origin(table),
                    BUILT_IN.contains(name)
                                    || Keys.find(List.of("agents", "any", name)).isPresent()
                            ? "'" + name + "' has a meaning already; call the upstream something else"
                            : "not a name: [custom.NAME] takes a lower-case letter, then at most 31 lower-case letters,"
                                    + " digits, '_' or '-'"));
            return;
        }
        if (!values.isSet(KeyPath.below(table, "base_url"))) {
            problems.add(new Problem(values.origin(table), KeyPath.text(table) + ": base_url is required"));
            return;
        }
        Dialect dialect = values.choice(KeyPath.below(table, "speaks"), Dialect.class);
        Upstream upstream = new Upstream(
                new UpstreamName(CUSTOM + "." + name),
                dialect,
                "/custom/" + name,
                base(table),
                new CredentialHeader(
                        values.text(KeyPath.below(table, "auth_header")),
                        values.text(KeyPath.below(table, "auth_value_prefix"))),
                allowsPrivate(table));
        byWord.put(name, new UpstreamPolicy(upstream, access(table, dialect, customRate(table))));
    }

    private static boolean isFree(String name) {
        return SHAPE.matcher(name).matches()
                && !BUILT_IN.contains(name)
                && Keys.find(List.of("agents", "any", name)).isEmpty();
    }

    private Access access(List<String> table, Dialect dialect, Optional<RateLimit> rate) {
        List<String> allowed = KeyPath.below(table, "allowed_endpoints");
        if (dialect.isLlm()
                && values.isSet(allowed)
                && values.list(allowed, EndpointRule.class).isEmpty()) {
            problems.add(new Problem(
                    values.origin(allowed),
                    KeyPath.text(allowed) + ": an empty list would leave open what it means: leave the key out for the"
                            + " default, or write [\"* /**\"] for everything"));
        }
        return new Access(
                new EndpointRules(
                        values.isSet(allowed) ? values.list(allowed, EndpointRule.class) : DefaultEndpoints.of(dialect),
                        values.list(KeyPath.below(table, "blocked_endpoints"), EndpointRule.class)),
                dialect.isLlm() ? values.list(List.of("llm", "allowed_models"), ModelPattern.class) : List.of(),
                rate);
    }

    private Optional<RateLimit> llmRate() {
        return rate(values.limit(List.of("llm", "rate_limit_per_minute")), Duration.ofMinutes(1));
    }

    private Optional<RateLimit> customRate(List<String> table) {
        return rate(
                values.limit(KeyPath.below(table, "rate_limit")),
                Duration.ofSeconds(values.whole(KeyPath.below(table, "rate_limit_window_seconds"))));
    }

    private static Optional<RateLimit> rate(OptionalLong requests, Duration window) {
        return requests.isPresent()
                ? Optional.of(new RateLimit(Math.toIntExact(requests.getAsLong()), window))
                : Optional.empty();
    }

    private URI base(List<String> table) {
        return values.one(KeyPath.below(table, "base_url"), URI.class).orElseThrow();
    }

    private boolean allowsPrivate(List<String> table) {
        return values.flag(KeyPath.below(table, "allow_private_addresses"));
    }
}
