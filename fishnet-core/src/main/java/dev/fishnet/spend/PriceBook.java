package dev.fishnet.spend;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prices of models, as of a day.
 *
 * @param prices by the model's name in lower case
 */
public record PriceBook(LocalDate date, String source, Map<String, ModelPrice> prices) {
    /** As OpenAI and Anthropic date their releases. Nothing else is cut off a name: what follows may cost more. */
    private static final Pattern RELEASE = Pattern.compile("-(20\\d\\d-\\d\\d-\\d\\d|20\\d{6}|latest)$");

    public PriceBook {
        prices = Map.copyOf(prices);
    }

    /** The prices that come with Fishnet. */
    public static PriceBook builtIn() {
        return BuiltInPrices.BOOK;
    }

    /** The price of a model: by its name, or by its name without the date of a release at its end. */
    public Optional<ModelPrice> priceOf(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(prices.get(name))
                .or(() -> Optional.ofNullable(prices.get(RELEASE.matcher(name).replaceFirst(""))));
    }

    /**
     * This book with an operator's own prices, which go before ours.
     *
     * @param own by the model's name
     */
    public PriceBook with(Map<String, ModelPrice> own) {
        Map<String, ModelPrice> all = new HashMap<>(prices);
        own.forEach((name, price) -> all.put(name.toLowerCase(Locale.ROOT), price));
        return new PriceBook(date, source, all);
    }
}
