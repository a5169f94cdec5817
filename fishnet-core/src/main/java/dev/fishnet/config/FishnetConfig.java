package dev.fishnet.config;

import dev.fishnet.upstream.Upstream;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that {@code fishnet.toml} and the environment can set.
 *
 * @param host the loopback address to listen on; 127.0.0.1 and localhost mean both IP families
 * @param port the TCP port to listen on
 * @param openAiBase where {@code /proxy/openai} leads
 * @param anthropicBase where {@code /proxy/anthropic} leads
 * @param extraCaCerts a PEM file of certificate authorities to trust beside the system's, for TLS to upstreams
 * @param dailyBudgetUsd what a day may cost, not negative; kept, and not enforced yet
 * @param rateLimitPerMinute requests a minute, not negative; kept, and not enforced yet
 */
public record FishnetConfig(
        String host,
        int port,
        URI openAiBase,
        URI anthropicBase,
        Optional<String> extraCaCerts,
        BigDecimal dailyBudgetUsd,
        int rateLimitPerMinute) {
    private static final int LARGEST_PORT = 65535;
    private static final BigDecimal LARGEST_BUDGET = BigDecimal.valueOf(1_000_000_000);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    public static final FishnetConfig DEFAULT = new FishnetConfig(
            "127.0.0.1",
            3777,
            Upstream.OPENAI_BASE,
            Upstream.ANTHROPIC_BASE,
            Optional.empty(),
            BigDecimal.valueOf(20),
            60);

    public FishnetConfig {
        requireLoopback(host);
        requirePort(port);
        requireBudget(dailyBudgetUsd);
        requireRate(rateLimitPerMinute);
        upstreams(openAiBase, anthropicBase);
    }

    private static void requireLoopback(String host) {
        if (!LOOPBACK.contains(host)) {
            throw new IllegalArgumentException("the gateway listens on this machine only: 127.0.0.1, ::1 or localhost");
        }
    }

    private static void requirePort(int port) {
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("the port must be 1 to 65535, not " + port);
        }
    }

    private static void requireBudget(BigDecimal usd) {
        if (usd.signum() < 0
                || usd.compareTo(LARGEST_BUDGET) > 0
                || usd.stripTrailingZeros().scale() > 6) {
            throw new IllegalArgumentException("a budget must be 0 to 1000000000 dollars, with at most six decimals");
        }
    }

    private static void requireRate(int rate) {
        if (rate < 0) {
            throw new IllegalArgumentException("a rate limit must not be negative");
        }
    }

    /** The upstreams that the gateway leads to. */
    public List<Upstream> upstreams() {
        return upstreams(openAiBase, anthropicBase);
    }

    private static List<Upstream> upstreams(URI openAi, URI anthropic) {
        return List.of(Upstream.openAi(openAi), Upstream.anthropic(anthropic));
    }

    FishnetConfig withHost(String value) {
        return new FishnetConfig(
                value, port, openAiBase, anthropicBase, extraCaCerts, dailyBudgetUsd, rateLimitPerMinute);
    }

    FishnetConfig withPort(int value) {
        return new FishnetConfig(
                host, value, openAiBase, anthropicBase, extraCaCerts, dailyBudgetUsd, rateLimitPerMinute);
    }

    FishnetConfig withOpenAiBase(URI value) {
        return new FishnetConfig(host, port, value, anthropicBase, extraCaCerts, dailyBudgetUsd, rateLimitPerMinute);
    }

    FishnetConfig withAnthropicBase(URI value) {
        return new FishnetConfig(host, port, openAiBase, value, extraCaCerts, dailyBudgetUsd, rateLimitPerMinute);
    }

    FishnetConfig withExtraCaCerts(String file) {
        return new FishnetConfig(
                host, port, openAiBase, anthropicBase, Optional.of(file), dailyBudgetUsd, rateLimitPerMinute);
    }

    FishnetConfig withDailyBudgetUsd(BigDecimal value) {
        return new FishnetConfig(host, port, openAiBase, anthropicBase, extraCaCerts, value, rateLimitPerMinute);
    }

    FishnetConfig withRateLimitPerMinute(int value) {
        return new FishnetConfig(host, port, openAiBase, anthropicBase, extraCaCerts, dailyBudgetUsd, value);
    }
}
