package dev.fishnet.cli.init;

import dev.fishnet.cli.Leaf;
import dev.fishnet.config.ConfigException;
import dev.fishnet.config.Document;
import dev.fishnet.config.Reading;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.storage.DataDirectory;
import jakarta.inject.Inject;
import java.util.Optional;

/** The configuration file, with what was asked for and what it can say beside that. */
final class FirstConfig {
    @Inject
    FirstConfig() {}

    /** Refuses numbers that are none, before anything is written. */
    void check(Leaf values) throws FishnetException {
        text(values);
    }

    Optional<String> write(Leaf values, DataDirectory data) throws FishnetException {
        ConfigFile file = new ConfigFile(data.config());
        if (file.exists()) {
            return Optional.empty();
        }
        file.create(text(values));
        return Optional.of("Config written to " + file.path());
    }

    private static String text(Leaf values) throws FishnetException {
        String budget = values.value("--daily-budget-usd").orElse("20");
        String rate = values.value("--rate-limit-per-minute").orElse("60");
        require("--daily-budget-usd", "FISHNET_DAILY_BUDGET_USD", budget);
        require("--rate-limit-per-minute", "FISHNET_RATE_LIMIT_PER_MINUTE", rate);
        return """
                # Fishnet's configuration. What is not said here has its default; a key that does not exist is an error.
                # 'fishnet policy check' reads it, 'fishnet policy show' tells what is in effect, and the running gateway
                # takes a change up within a second.

                [llm]
                # What all agents together may spend in a day, as UTC counts days; a number, or "unlimited".
                daily_budget_usd = %s
                # Requests a minute, of each agent at each upstream.
                rate_limit_per_minute = %s

                # Nobody may use the gateway until there is an agent: its account, and what it may use.
                # [agents.claude]
                # user = "agent_runner"
                # upstreams = ["anthropic"]
                # daily_budget_usd = 5
                # allowed_models = ["claude-*"]
                """.formatted(written(budget), written(rate));
    }

    /** The variables mean the same in the same words, so they are what an option is held to. */
    private static void require(String option, String variable, String value) throws FishnetException {
        Reading reading =
                Reading.of(Document.EMPTY, name -> name.equals(variable) ? Optional.of(value) : Optional.empty());
        if (!reading.problems().isEmpty()) {
            throw ConfigException.badValue(option, reading.problems().getFirst().message());
        }
    }

    private static String written(String value) {
        return value.strip().equals("unlimited") ? "\"unlimited\"" : value.strip();
    }
}
