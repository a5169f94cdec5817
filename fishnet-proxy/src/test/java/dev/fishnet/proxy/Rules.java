package dev.fishnet.proxy;

import dev.fishnet.binance.BinancePolicy;
import dev.fishnet.policy.Access;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.EndpointRule;
import dev.fishnet.policy.EndpointRules;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.LlmPolicy;
import dev.fishnet.policy.ModelPattern;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.RateLimit;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Policies for tests: everything is allowed to two agents, but for what a test takes away. */
record Rules(
        List<Upstream> upstreams,
        Access access,
        Map<AgentName, Caps> agents,
        LlmPolicy llm,
        Map<String, ModelPrice> prices,
        Optional<BinancePolicy> binance) {
    static final AgentName CLAUDE = new AgentName("claude");
    static final AgentName CODEX = new AgentName("codex");

    /** A dollar for a million tokens in, two for a million out: a token is a micro-dollar, or two. */
    static final ModelPrice PRICE = new ModelPrice(ModelPrice.Rates.of(1000, 2000), Optional.empty(), 100_000, 10_000);

    static Rules open(Upstream... upstreams) {
        return new Rules(
                List.of(upstreams),
                Access.ANY,
                Map.of(CLAUDE, Caps.NONE, CODEX, Caps.NONE),
                guards(GuardMode.IGNORE, SecretMode.IGNORE),
                Map.of(),
                Optional.empty());
    }

    private static LlmPolicy guards(GuardMode drift, SecretMode secrets) {
        return new LlmPolicy(
                new LlmPolicy.Drift(drift, false),
                new LlmPolicy.Size(GuardMode.IGNORE, OptionalLong.empty(), OptionalLong.empty()),
                secrets,
                Optional.of(PRICE));
    }

    Rules guarded(GuardMode drift, SecretMode secrets) {
        return new Rules(upstreams, access, agents, guards(drift, secrets), prices, binance);
    }

    /** Prompts of at most so many characters. */
    Rules sized(GuardMode mode, long characters) {
        LlmPolicy.Size size = new LlmPolicy.Size(mode, OptionalLong.empty(), OptionalLong.of(characters));
        return new Rules(
                upstreams,
                access,
                agents,
                new LlmPolicy(llm.drift(), size, llm.secrets(), llm.unpriced()),
                prices,
                binance);
    }

    Rules askingOnly(String... models) {
        List<ModelPattern> only =
                List.of(models).stream().map(ModelPattern::new).toList();
        return new Rules(
                upstreams, new Access(access.endpoints(), only, access.rateLimit()), agents, llm, prices, binance);
    }

    Rules blocking(String... endpoints) {
        EndpointRules rules = new EndpointRules(
                access.endpoints().allowed(),
                List.of(endpoints).stream().map(EndpointRule::of).toList());
        return new Rules(
                upstreams, new Access(rules, access.models(), access.rateLimit()), agents, llm, prices, binance);
    }

    Rules to(Upstream... others) {
        return new Rules(List.of(others), access, agents, llm, prices, binance);
    }

    /** A day's cap for one agent. */
    Rules capped(AgentName agent, long microUsd) {
        Map<AgentName, Caps> more = new HashMap<>(agents);
        more.put(agent, new Caps(Optional.of(new MicroUsd(microUsd)), Optional.empty()));
        return new Rules(upstreams, access, more, llm, prices, binance);
    }

    Rules allowing(String... endpoints) {
        EndpointRules only = new EndpointRules(
                List.of(endpoints).stream().map(EndpointRule::of).toList(), List.of());
        return new Rules(
                upstreams, new Access(only, access.models(), access.rateLimit()), agents, llm, prices, binance);
    }

    Rules limited(int perMinute) {
        return new Rules(
                upstreams,
                new Access(access.endpoints(), access.models(), Optional.of(RateLimit.perMinute(perMinute))),
                agents,
                llm,
                prices,
                binance);
    }

    Rules pricing(String model, ModelPrice price) {
        Map<String, ModelPrice> more = new HashMap<>(prices);
        more.put(model, price);
        return new Rules(upstreams, access, agents, llm, more, binance);
    }

    Rules trading(BinancePolicy bounds) {
        return new Rules(upstreams, access, agents, llm, prices, Optional.of(bounds));
    }

    Policy policy() {
        Map<UpstreamName, UpstreamPolicy> served = new HashMap<>();
        Map<UpstreamName, Access> usable = new HashMap<>();
        upstreams.forEach(upstream -> served.put(upstream.name(), new UpstreamPolicy(upstream, access)));
        upstreams.forEach(upstream -> usable.put(upstream.name(), Access.ANY));
        Map<AgentName, AgentPolicy> known = new HashMap<>();
        agents.forEach((name, caps) -> known.put(name, new AgentPolicy(name, Optional.empty(), usable, caps)));
        return new Policy(
                known, served, Caps.NONE, 0, llm, new PriceBook(LocalDate.EPOCH, "a test", prices), binance, "rules");
    }
}
