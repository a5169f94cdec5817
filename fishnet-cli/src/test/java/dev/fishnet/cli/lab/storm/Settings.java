package dev.fishnet.cli.lab.storm;

import java.math.BigDecimal;
import java.util.Map;

/** The daemon's {@code fishnet.toml}, but for the caps. */
record Settings(String openAiBase, String anthropicBase) {
    private static final int ANSWER_TIMEOUT_MILLIS = 700;

    /** A file that does not check, for a key that nobody knows; on another line each time, as faults are told once. */
    static String bad(int line) {
        return "\n".repeat(line) + "[llm]\ndaily_bugdet_usd = 1000000\n";
    }

    /** With these caps in micro-dollars; one agent's is a month's, the others' are a day's. */
    String toml(long total, Map<String, Long> agents) {
        StringBuilder toml =
                new StringBuilder("""
                [llm]
                daily_budget_usd = %s
                rate_limit_per_minute = "unlimited"
                [http]
                answer_timeout_ms = %d
                [upstreams.openai]
                base_url = "%s"
                [upstreams.anthropic]
                base_url = "%s"
                """.formatted(dollars(total), ANSWER_TIMEOUT_MILLIS, openAiBase, anthropicBase));
        toml.append(Prices.toml());
        agents.forEach(
                (name, cap) -> toml.append("""
                [agents.%s]
                upstreams = ["openai", "anthropic"]
                %s_budget_usd = %s
                """.formatted(name, name.equals("b") ? "monthly" : "daily", dollars(cap))));
        return toml.toString();
    }

    private static String dollars(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }
}
