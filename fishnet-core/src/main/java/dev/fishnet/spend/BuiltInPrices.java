package dev.fishnet.spend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The price book that comes with Fishnet, read when it is first asked for. */
final class BuiltInPrices {
    static final PriceBook BOOK = PriceTable.read(text().lines().toList());

    private BuiltInPrices() {}

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(BuiltInPrices.class.getResourceAsStream("prices.csv"), "prices.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
