package dev.fishnet.spend;

import dev.fishnet.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prices of models, as of a day.
 *
 * @param prices by the model's name in lower case
 */
public record PriceBook(LocalDate date, String source, Map<String, ModelPrice> prices) {
    /**
     * As OpenAI and Anthropic date their releases, a {@code #} for each digit. Nothing else is cut off a name: what
     * follows may cost more.
     */
    private static final List<String> RELEASES = List.of("-20##-##-##", "-20######", "-latest");

    public PriceBook {
        prices = Map.copyOf(prices);
    }

    /** The prices that come with Fishnet. */
    public static PriceBook builtIn() {
        return BuiltInPrices.BOOK;
    }

    /**
     * Reads a book that was written as {@link #table}.
     *
     * @throws IllegalArgumentException with the line that cannot be read
     */
    public static PriceBook ofTable(String table) {
        return PriceTable.read(table.lines().toList());
    }

    /**
     * The book as text, in the form of the one that comes with Fishnet; equal books have the same.
     *
     * @throws IllegalArgumentException for a book with a price or a name that the form has no place for, as an
     *     operator's own may be
     */
    public String table() {
        return PriceTable.write(this);
    }

    /** The SHA-256 of the {@link #table}, in hexadecimal. */
    public String id() {
        return HexFormat.of().formatHex(Sha256.of(table().getBytes(StandardCharsets.UTF_8)));
    }

    /** The price of a model: by its name, or by its name without the date of a release at its end. */
    public Optional<ModelPrice> priceOf(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        ModelPrice price = prices.get(name);
        return Optional.ofNullable(price == null ? prices.get(withoutRelease(name)) : price);
    }

    private static String withoutRelease(String name) {
        for (String release : RELEASES) {
            int at = name.length() - release.length();
            if (at >= 0 && isWritten(release, name, at)) {
                return name.substring(0, at);
            }
        }
        return name;
    }

    private static boolean isWritten(String release, String name, int at) {
        for (int i = 0; i < release.length(); i++) {
            char wanted = release.charAt(i);
            char found = name.charAt(at + i);
            if (wanted == '#' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
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
