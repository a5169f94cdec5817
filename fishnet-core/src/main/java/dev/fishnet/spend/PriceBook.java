package dev.fishnet.spend;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Prices of models, as of a day.
 *
 * @param prices by the model's name in lower case
 */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public record PriceBook(LocalDate date, String source, Map<String, ModelPrice> prices) {
    public PriceBook {
        prices = Map.copyOf(prices);
    }

    /** The price of a model: by its name, or by its name without the date of a release at its end. */
    public Optional<ModelPrice> priceOf(String model) {
        throw new UnsupportedOperationException("spend");
    }
}
