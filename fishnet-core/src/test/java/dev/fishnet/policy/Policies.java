package dev.fishnet.policy;

import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.spend.Tier;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A policy with an agent called claude that may use openai and github, and the requests it makes. */
final class Policies {
    static final AgentName CLAUDE = new AgentName("claude");
    static final UpstreamName GITHUB = new UpstreamName("github");
    static final Caps TWENTY_A_DAY = new Caps(Optional.of(new MicroUsd(20_000_000)), Optional.empty());

    /** A dollar for a thousand tokens either way, 10 000 tokens in and 1 000 out at most. */
    static final ModelPrice DOLLAR = price(OptionalLong.of(50), OptionalLong.of(200));

    private static final LlmPolicy.Drift NO_DRIFT = new LlmPolicy.Drift(GuardMode.IGNORE, false);
    private static final LlmPolicy.Size NO_SIZE =
            new LlmPolicy.Size(GuardMode.IGNORE, OptionalLong.empty(), OptionalLong.empty());

    Access openAi =
            new Access(new EndpointRules(DefaultEndpoints.of(Dialect.OPENAI), List.of()), List.of(), Optional.empty());
    Access github = Access.ANY;
    Access ownOpenAi = Access.ANY;
    Access ownGithub = Access.ANY;
    Caps ownCaps = TWENTY_A_DAY;
    Caps totalCaps = Caps.NONE;
    int warning = 80;
    LlmPolicy.Drift drift = NO_DRIFT;
    LlmPolicy.Size size = NO_SIZE;
    SecretMode secrets = SecretMode.IGNORE;
    Optional<ModelPrice> unpriced = Optional.empty();

    Policy policy() {
        return new Policy(
                Map.of(
                        CLAUDE,
                        new AgentPolicy(
                                CLAUDE,
                                Optional.empty(),
                                Map.of(UpstreamName.OPENAI, ownOpenAi, GITHUB, ownGithub),
                                ownCaps)),
                Map.of(
                        UpstreamName.OPENAI,
                        new UpstreamPolicy(Upstream.openAi(Upstream.OPENAI_BASE), openAi),
                        UpstreamName.ANTHROPIC,
                        new UpstreamPolicy(Upstream.anthropic(Upstream.ANTHROPIC_BASE), Access.ANY),
                        GITHUB,
                        new UpstreamPolicy(githubUpstream(), github)),
                totalCaps,
                warning,
                new LlmPolicy(drift, size, secrets, unpriced),
                new PriceBook(
                        LocalDate.of(2026, 11, 1),
                        "a test",
                        Map.of("gpt-5", DOLLAR, "gpt-5-slow", price(OptionalLong.empty(), OptionalLong.empty()))),
                Optional.empty(),
                "policies");
    }

    PolicyEngine engine() {
        return new PolicyEngine(policy());
    }

    private static Upstream githubUpstream() {
        return new Upstream(
                GITHUB,
                Dialect.PLAIN,
                "/custom/github",
                URI.create("https://api.github.com"),
                new CredentialHeader("authorization", "Bearer "),
                false);
    }

    private static ModelPrice price(OptionalLong flex, OptionalLong priority) {
        return new ModelPrice(
                new ModelPrice.Rates(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, flex, priority),
                Optional.empty(),
                10_000,
                1_000);
    }

    static EndpointRules allowing(String... rules) {
        return new EndpointRules(Stream.of(rules).map(EndpointRule::of).toList(), List.of());
    }

    static EndpointRules blocking(String... rules) {
        return new EndpointRules(
                List.of(), Stream.of(rules).map(EndpointRule::of).toList());
    }

    static Access with(EndpointRules endpoints) {
        return new Access(endpoints, List.of(), Optional.empty());
    }

    static Access withModels(String... patterns) {
        return new Access(
                EndpointRules.ANY, Stream.of(patterns).map(ModelPattern::new).toList(), Optional.empty());
    }

    static Access withLimit(RateLimit limit) {
        return new Access(EndpointRules.ANY, List.of(), Optional.of(limit));
    }

    static RequestHead openAi(String method, String path) {
        return new RequestHead(CLAUDE, UpstreamName.OPENAI, method, path);
    }

    static RequestHead github(String method, String path) {
        return new RequestHead(CLAUDE, GITHUB, method, path);
    }

    static RequestHead chat() {
        return openAi("POST", "/v1/chat/completions");
    }

    /** What a chat says of itself, unless a test says otherwise. */
    static final class Prompt {
        LlmApi api = LlmApi.CHAT_COMPLETIONS;
        Optional<String> model = Optional.of("gpt-5");
        Tier tier = Tier.STANDARD;
        OptionalLong inputTokens = OptionalLong.of(100);
        long characters = 400;
        Optional<String> digest = Optional.of("d1");
        List<String> secrets = List.of();
        List<String> unpriced = List.of();

        PromptFacts facts() {
            return new PromptFacts(
                    api,
                    model,
                    false,
                    inputTokens,
                    OptionalLong.of(50),
                    1,
                    tier,
                    characters,
                    digest,
                    secrets,
                    unpriced,
                    List.of(),
                    List.of());
        }
    }
}
