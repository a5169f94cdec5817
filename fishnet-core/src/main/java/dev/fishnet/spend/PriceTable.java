package dev.fishnet.spend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The price book as text. A line is a comment ({@code #}), {@code date,2026-01-31}, {@code source,URL}, or a model with
 * its prices in dollars for a million tokens: the columns are those of {@link #COLUMNS}, {@code -} stands for nothing.
 */
final class PriceTable {
    static final List<String> COLUMNS = List.of(
            "model",
            "input",
            "cacheRead",
            "cacheWrite",
            "cacheWriteLong",
            "output",
            "context",
            "maxOutput",
            "flexPercent",
            "priorityPercent",
            "longAbove",
            "longInput",
            "longCacheRead",
            "longCacheWrite",
            "longCacheWriteLong",
            "longOutput");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final Pattern DOLLARS = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final int LONG_ABOVE = 10;
    private static final String NOTHING = "-";
    private static final String SOURCES = ", ";

    private final Map<String, ModelPrice> prices = new HashMap<>();
    private Optional<LocalDate> date = Optional.empty();
    private String source = "";

    private PriceTable() {}

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException with the line that cannot be read
     */
    static PriceBook read(List<String> lines) {
        PriceTable table = new PriceTable();
        for (String line : lines) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                table.add(line);
            }
        }
        return new PriceBook(
                table.date.orElseThrow(() -> new IllegalArgumentException("the price book has no date")),
                table.source,
                table.prices);
    }

    /** The table that {@link #read} reads as this book, its models in the order of their names. */
    static String write(PriceBook book) {
        List<String> lines = new ArrayList<>();
        lines.add("date," + book.date());
        Stream.of(book.source().split(SOURCES)).forEach(source -> lines.add("source," + source));
        new TreeMap<>(book.prices()).forEach((model, price) -> lines.add(row(model, price)));
        if (!read(lines).equals(book)) {
            throw new IllegalArgumentException("the price book has something that its table has no place for");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(String model, ModelPrice price) {
        List<String> fields = new ArrayList<>(List.of(model));
        fields.addAll(dollars(price.rates()));
        fields.add(String.valueOf(price.contextTokens()));
        fields.add(String.valueOf(price.maxOutputTokens()));
        fields.add(count(price.rates().flexPercent()));
        fields.add(count(price.rates().priorityPercent()));
        price.longPrompt()
                .ifPresentOrElse(
                        rule -> {
                            fields.add(String.valueOf(rule.aboveTokens()));
                            fields.addAll(dollars(rule.rates()));
                        },
                        () -> fields.addAll(Collections.nCopies(COLUMNS.size() - LONG_ABOVE, NOTHING)));
        return String.join(",", fields);
    }

    private static List<String> dollars(ModelPrice.Rates rates) {
        return LongStream.of(
                        rates.input(), rates.cacheRead(), rates.cacheWrite(), rates.cacheWriteLong(), rates.output())
                .mapToObj(nanos ->
                        BigDecimal.valueOf(nanos, 3).stripTrailingZeros().toPlainString())
                .toList();
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? String.valueOf(number.getAsLong()) : NOTHING;
    }

    private void add(String line) {
        List<String> fields = List.of(line.split(",", -1));
        if (fields.size() == 2 && fields.getFirst().equals("date")) {
            date = Optional.of(day(line, fields.get(1)));
        } else if (fields.size() == 2 && fields.getFirst().equals("source")) {
            source = source.isEmpty() ? fields.get(1) : source + SOURCES + fields.get(1);
        } else {
            addModel(line, fields);
        }
    }

    private static LocalDate day(String line, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw unreadable(line);
        }
    }

    private void addModel(String line, List<String> fields) {
        if (fields.size() != COLUMNS.size() || !NAME.matcher(fields.getFirst()).matches()) {
            throw unreadable(line);
        }
        if (prices.put(fields.getFirst(), price(line, fields)) != null) {
            throw new IllegalArgumentException("the price book names a model twice: " + fields.getFirst());
        }
    }

    private static ModelPrice price(String line, List<String> fields) {
        return new ModelPrice(
                rates(line, fields, 1),
                optional(line, fields.get(LONG_ABOVE)).stream()
                        .mapToObj(above -> new ModelPrice.LongPrompt(above, rates(line, fields, LONG_ABOVE + 1)))
                        .findFirst(),
                count(line, fields.get(6)),
                count(line, fields.get(7)));
    }

    private static ModelPrice.Rates rates(String line, List<String> fields, int first) {
        return new ModelPrice.Rates(
                nanos(line, fields.get(first)),
                nanos(line, fields.get(first + 1)),
                nanos(line, fields.get(first + 2)),
                nanos(line, fields.get(first + 3)),
                nanos(line, fields.get(first + 4)),
                optional(line, fields.get(8)),
                optional(line, fields.get(9)));
    }

    /** A dollar for a million tokens is a thousand billionths for each. */
    private static long nanos(String line, String dollars) {
        if (!DOLLARS.matcher(dollars).matches()) {
            throw unreadable(line);
        }
        return new BigDecimal(dollars).movePointRight(3).longValueExact();
    }

    private static OptionalLong optional(String line, String field) {
        return field.equals(NOTHING) ? OptionalLong.empty() : OptionalLong.of(count(line, field));
    }

    private static long count(String line, String field) {
        if (!COUNT.matcher(field).matches()) {
            throw unreadable(line);
        }
        return Long.parseLong(field);
    }

    private static IllegalArgumentException unreadable(String line) {
        return new IllegalArgumentException("the price book has a line that cannot be read: " + line);
    }
}
