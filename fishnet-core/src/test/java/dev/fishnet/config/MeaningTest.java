package dev.fishnet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.policy.Access;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.ModelPattern;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.RateLimit;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a good file comes to. */
class MeaningTest {
    private static final UpstreamName GITHUB = new UpstreamName("custom.github");

    @Test
    void anAgentHasItsAccountItsUpstreamsAndItsBudget() {
        AgentPolicy agent = agent("""
                [agents.claude]
                user = "agent_runner"
                upstreams = ["anthropic"]
                daily_budget_usd = 0.000001
                """);

        assertEquals("agent_runner", agent.user().orElseThrow().value());
        assertEquals(Set.of(UpstreamName.ANTHROPIC), agent.access().keySet());
        assertEquals(new Caps(Optional.of(new MicroUsd(1)), Optional.empty()), agent.caps());
    }

    @Test
    void anAgentWithoutUpstreamsMayUseNone() {
        assertTrue(agent("[agents.claude]").access().isEmpty());
    }

    @Test
    void whatIsSaidForOneUpstreamTakesThePlaceOfWhatIsSaidForAll() {
        AgentPolicy agent = agent("""
                [agents.claude]
                upstreams = ["openai", "anthropic"]
                allowed_models = ["gpt-*", "claude-*"]
                rate_limit_per_minute = 10
                [agents.claude.openai]
                allowed_models = ["gpt-5-mini"]
                rate_limit_per_minute = 5
                """);

        Access openai = in(agent.access(), UpstreamName.OPENAI);
        Access anthropic = in(agent.access(), UpstreamName.ANTHROPIC);
        assertEquals(List.of(new ModelPattern("gpt-5-mini")), openai.models());
        assertEquals(RateLimit.perMinute(5), openai.rateLimit().orElseThrow());
        assertEquals(List.of(new ModelPattern("gpt-*"), new ModelPattern("claude-*")), anthropic.models());
        assertEquals(RateLimit.perMinute(10), anthropic.rateLimit().orElseThrow());
    }

    @Test
    void aCustomUpstreamHasItsRouteItsNameAndItsHeader() {
        Policy policy = policy("""
                [custom.github]
                base_url = "https://api.github.com"
                auth_header = "X-Token"
                auth_value_prefix = ""
                rate_limit = 2
                rate_limit_window_seconds = 60
                [agents.a]
                upstreams = ["github"]
                """);

        assertEquals(
                new Upstream(
                        GITHUB,
                        Dialect.PLAIN,
                        "/custom/github",
                        URI.create("https://api.github.com"),
                        new CredentialHeader("x-token", ""),
                        false),
                in(policy.upstreams(), GITHUB).upstream());
        assertEquals(
                new RateLimit(2, Duration.ofMinutes(1)),
                in(policy.upstreams(), GITHUB).access().rateLimit().orElseThrow());
        assertEquals(
                Set.of(GITHUB), in(policy.agents(), new AgentName("a")).access().keySet());
    }

    @Test
    void aPriceOfOnesOwnHasDefaultsForCachesAndIsNeverRoundedDown() {
        ModelPrice price = policy("""
                [llm.model_pricing."My/Model"]
                input_per_million_usd = 0.0001
                output_per_million_usd = 2.5
                context_tokens = 1000
                max_output_tokens = 100
                """).prices().prices().get("my/model");

        assertEquals(
                new ModelPrice(
                        new ModelPrice.Rates(1, 1, 1, 1, 2500, OptionalLong.empty(), OptionalLong.empty()),
                        Optional.empty(),
                        1000,
                        100),
                price);
    }

    @Test
    void modelsWithoutAPriceAreRefusedUnlessOneIsAssumed() {
        assertEquals(Optional.empty(), policy("").llm().unpriced());
        assertEquals(10_000, policy("""
                [llm.unpriced_models]
                action = "assume"
                input_per_million_usd = 10
                output_per_million_usd = 30
                context_tokens = 200_000
                max_output_tokens = 64_000
                """).llm().unpriced().orElseThrow().rates().input());
    }

    @Test
    void noLimitIsAlwaysWrittenOut() {
        Policy policy = policy("""
                [llm]
                daily_budget_usd = "unlimited"
                rate_limit_per_minute = "unlimited"
                """);

        assertEquals(Caps.NONE, policy.caps());
        assertEquals(
                Optional.empty(),
                in(policy.upstreams(), UpstreamName.OPENAI).access().rateLimit());
    }

    @Test
    void aBudgetOfNothingIsABudget() {
        assertEquals(
                Optional.of(MicroUsd.ZERO),
                policy("[llm]\ndaily_budget_usd = 0").caps().daily());
    }

    @Test
    void binanceIsServedOnlyWhereItIsSwitchedOn() {
        assertEquals(Optional.empty(), policy("").binance());

        Policy policy = policy("[binance]\nenabled = true");

        assertEquals(
                new MicroUsd(500_000_000),
                policy.binance().orElseThrow().maxOrder().orElseThrow());
        assertEquals(
                "/binance",
                in(policy.upstreams(), new UpstreamName("binance")).upstream().route());
    }

    @Test
    void theLogIsClosedSafeAgainstTheProcessAndPublishedNowhereUnlessTheFileSaysOtherwise() {
        assertEquals(
                new AuditSettings(
                        AuditSettings.Durability.PROCESS,
                        AuditSettings.WhenUnwritable.CLOSE,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofHours(1)),
                config("").audit());
    }

    @Test
    void theLogIsKeptAndPublishedAsTheFileSays() {
        AuditSettings audit = config("""
                [audit]
                durability = "power"
                when_unwritable = "serve"
                prompts = true
                checkpoint_file = "/srv/witness/checkpoint"
                checkpoint_url = "http://127.0.0.1:8080/logs/this/"
                checkpoint_minutes = 5
                """).audit();

        assertEquals(
                new AuditSettings(
                        AuditSettings.Durability.POWER,
                        AuditSettings.WhenUnwritable.SERVE,
                        true,
                        Optional.of("/srv/witness/checkpoint"),
                        Optional.of(URI.create("http://127.0.0.1:8080/logs/this/")),
                        Duration.ofMinutes(5)),
                audit);
    }

    @Test
    void aVariableGoesOverTheFile() {
        FishnetConfig config = Reading.of(
                        document("[gateway]\nport = 4000"),
                        name -> name.equals("FISHNET_PORT") ? Optional.of("4001") : Optional.empty())
                .config()
                .orElseThrow();

        assertEquals(4001, config.port());
    }

    private static <K, V> V in(Map<K, V> map, K key) {
        return Optional.ofNullable(map.get(key)).orElseThrow();
    }

    private static AgentPolicy agent(String toml) {
        return policy(toml).agents().values().iterator().next();
    }

    private static Policy policy(String toml) {
        return config(toml).policy();
    }

    private static FishnetConfig config(String toml) {
        Reading reading = Reading.of(document(toml), name -> Optional.empty());
        assertEquals(List.of(), reading.problems());
        return reading.config().orElseThrow();
    }

    private static Document document(String toml) {
        return ConfigFile.documentOf(toml.getBytes(StandardCharsets.UTF_8));
    }
}
