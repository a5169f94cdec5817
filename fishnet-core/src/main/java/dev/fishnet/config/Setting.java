package dev.fishnet.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;

/** One setting: its key in {@code fishnet.toml}, its environment variable, and how a text becomes its value. */
public enum Setting {
    HOST("gateway.host", "FISHNET_HOST"),
    PORT("gateway.port", "FISHNET_PORT"),
    OPENAI_BASE("upstreams.openai.base_url", "FISHNET_OPENAI_API_BASE"),
    ANTHROPIC_BASE("upstreams.anthropic.base_url", "FISHNET_ANTHROPIC_API_BASE"),
    EXTRA_CA_CERTS("upstreams.extra_ca_certs", "FISHNET_EXTRA_CA_CERTS"),
    DAILY_BUDGET("llm.daily_budget_usd", "FISHNET_DAILY_BUDGET_USD"),
    RATE_LIMIT("llm.rate_limit_per_minute", "FISHNET_RATE_LIMIT_PER_MINUTE");

    private final String key;
    private final String variable;

    Setting(String key, String variable) {
        this.key = key;
        this.variable = variable;
    }

    public static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    public String key() {
        return key;
    }

    /** Whether it is written as a number, and not in quotes. */
    public boolean isNumber() {
        return this == PORT || this == DAILY_BUDGET || this == RATE_LIMIT;
    }

    public String variable() {
        return variable;
    }

    /**
     * The configuration with this setting changed.
     *
     * @param where what to call the place the text came from, when it is no good
     */
    public FishnetConfig apply(FishnetConfig config, String text, String where) throws ConfigException {
        String value = text.strip();
        try {
            return switch (this) {
                case HOST -> config.withHost(value);
                case PORT -> config.withPort(port(value));
                case OPENAI_BASE -> config.withOpenAiBase(url(value));
                case ANTHROPIC_BASE -> config.withAnthropicBase(url(value));
                case EXTRA_CA_CERTS -> config.withExtraCaCerts(value);
                case DAILY_BUDGET -> config.withDailyBudgetUsd(dollars(value));
                case RATE_LIMIT -> config.withRateLimitPerMinute(count(value));
            };
        } catch (IllegalArgumentException e) {
            throw ConfigException.badValue(where, String.valueOf(e.getMessage()));
        }
    }

    /** Plain decimals: an exponent could make a small text a number without end. */
    private static BigDecimal dollars(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw new IllegalArgumentException("not an amount in dollars: '" + text + "'");
        }
        return new BigDecimal(text);
    }

    private static int count(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("not a whole number: '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: '" + text + "'", e);
        }
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("the port must be 1 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
