package dev.fishnet.cli.init;

import dev.fishnet.cli.Leaf;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Setting;
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
        FishnetConfig config = FishnetConfig.DEFAULT;
        config = Setting.DAILY_BUDGET.apply(config, budget, "--daily-budget-usd");
        config = Setting.RATE_LIMIT.apply(config, rate, "--rate-limit-per-minute");
        return """
                # Fishnet's configuration. What is not said here has its default; a key that does not exist is an error.

                [llm]
                # Kept for the policy to come: the gateway does not limit money or rates yet.
                daily_budget_usd = %s
                rate_limit_per_minute = %d
                """.formatted(config.dailyBudgetUsd().toPlainString(), config.rateLimitPerMinute());
    }
}
