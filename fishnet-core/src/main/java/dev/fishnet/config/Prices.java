package dev.fishnet.config;

import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.PriceBook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The common prices and those of a configuration, which go over them. */
final class Prices {
    /** What a model can be called. */
    static final String MODEL = "^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,126}$";

    private static final List<String> BOOK = List.of("llm", "model_pricing");
    private static final List<String> UNPRICED = List.of("llm", "unpriced_models");
    private static final List<String> NEEDED =
            List.of("input_per_million_usd", "output_per_million_usd", "context_tokens", "max_output_tokens");
    /** Dollars for a million tokens are this many billionths of a dollar for one. */
    private static final BigDecimal NANO = BigDecimal.valueOf(1000);

    private static final BigDecimal CACHE_WRITE = new BigDecimal("1.25");
    private static final BigDecimal LONG_CACHE_WRITE = BigDecimal.TWO;

    private final Values values;
    private final List<Problem> problems;
    private final PriceBook common;

    Prices(Values values, List<Problem> problems, PriceBook common) {
        this.values = values;
        this.problems = problems;
        this.common = common;
    }

    PriceBook book() {
        Map<String, ModelPrice> own = new HashMap<>();
        for (String name : values.names(BOOK)) {
            List<String> table = KeyPath.below(BOOK, name);
            if (!name.matches(MODEL)) {
                problems.add(new Problem(
                        values.origin(table),
                        "not the name of a model, in quotes: [llm.model_pricing.\"gpt-5-mini\"]"));
            } else if (has(table, "") && own.put(name.toLowerCase(Locale.ROOT), price(table)) != null) {
                problems.add(new Problem(
                        values.origin(table),
                        KeyPath.text(table) + ": the model has a price already; case makes no difference"));
            }
        }
        return common.with(own);
    }

    /** The price of models that have none; empty where they are refused. */
    Optional<ModelPrice> unpriced() {
        boolean assumed = values.text(KeyPath.below(UNPRICED, "action")).equals("assume");
        return assumed && has(UNPRICED, " with action = \"assume\"") ? Optional.of(price(UNPRICED)) : Optional.empty();
    }

    private boolean has(List<String> table, String when) {
        List<String> missing = NEEDED.stream()
                .filter(key -> values.find(KeyPath.below(table, key)).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            problems.add(new Problem(
                    values.origin(table),
                    KeyPath.text(table) + ": " + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                            + " required" + when));
        }
        return missing.isEmpty();
    }

    private ModelPrice price(List<String> table) {
        BigDecimal input = dollars(table, "input_per_million_usd").orElseThrow();
        ModelPrice.Rates rates = new ModelPrice.Rates(
                nano(input),
                nano(dollars(table, "cached_input_per_million_usd").orElse(input)),
                nano(dollars(table, "cache_write_per_million_usd").orElse(input.multiply(CACHE_WRITE))),
                nano(dollars(table, "cache_write_1h_per_million_usd").orElse(input.multiply(LONG_CACHE_WRITE))),
                nano(dollars(table, "output_per_million_usd").orElseThrow()),
                OptionalLong.empty(),
                OptionalLong.empty());
        return new ModelPrice(
                rates,
                Optional.empty(),
                values.whole(KeyPath.below(table, "context_tokens")),
                values.whole(KeyPath.below(table, "max_output_tokens")));
    }

    private Optional<BigDecimal> dollars(List<String> table, String key) {
        return values.one(KeyPath.below(table, key), BigDecimal.class);
    }

    /** Up, never in the spender's favour. */
    private static long nano(BigDecimal dollarsPerMillion) {
        return dollarsPerMillion
                .multiply(NANO)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
