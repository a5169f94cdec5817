package dev.fishnet.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a setting's value can be: the check, its description for people, and its description for editors. */
sealed interface Kind {
    String NO_LIMIT = "unlimited";

    /** The absence of a limit, which is always written out. */
    enum Unlimited {
        UNLIMITED
    }

    /**
     * The value that was meant.
     *
     * @throws IllegalArgumentException with a sentence that says what would be right
     */
    Object read(Object written);

    /** The type, as the reference has it. */
    String words();

    /** The type, as a JSON Schema has it. */
    Map<String, Object> schema();

    /** A text that means something. */
    record Text(String words, Map<String, Object> schema, Function<String, Object> meaning) implements Kind {
        static Text of(String words, Function<String, Object> meaning) {
            return new Text(words, Map.of("type", "string", "minLength", 1L), meaning);
        }

        @Override
        public Object read(Object written) {
            if (!(written instanceof String text)) {
                throw new IllegalArgumentException("a text in quotes is needed");
            }
            return meaning.apply(text);
        }
    }

    /** A whole number in a range. */
    record Whole(long least, long most, boolean unlimited) implements Kind {
        @Override
        public Object read(Object written) {
            if (unlimited && NO_LIMIT.equals(written)) {
                return Unlimited.UNLIMITED;
            }
            if (!(written instanceof Long number)) {
                throw new IllegalArgumentException("a whole number is needed: " + words());
            }
            if (unlimited && number == 0) {
                throw new IllegalArgumentException("0 is no limit that anything fits in; write \"unlimited\" for none");
            }
            if (number < least || number > most) {
                throw new IllegalArgumentException("out of range: it must be " + words());
            }
            return number;
        }

        @Override
        public String words() {
            return least + " to " + most + (unlimited ? ", or \"unlimited\"" : "");
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> number = new LinkedHashMap<>();
            number.put("type", "integer");
            number.put("minimum", least);
            number.put("maximum", most);
            return unlimited ? orUnlimited(number) : number;
        }
    }

    /** An amount in dollars, exact to its sixth decimal. */
    record Dollars(boolean unlimited) implements Kind {
        private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
        private static final int DECIMALS = 6;

        @Override
        public Object read(Object written) {
            if (unlimited && NO_LIMIT.equals(written)) {
                return Unlimited.UNLIMITED;
            }
            BigDecimal amount = amount(written);
            if (amount.signum() < 0
                    || amount.compareTo(MOST) > 0
                    || amount.stripTrailingZeros().scale() > DECIMALS) {
                throw new IllegalArgumentException("out of range: it must be " + words());
            }
            return amount;
        }

        private BigDecimal amount(Object written) {
            if (written instanceof Long whole) {
                return BigDecimal.valueOf(whole);
            }
            if (written instanceof Double real && Double.isFinite(real)) {
                return BigDecimal.valueOf(real);
            }
            throw new IllegalArgumentException("an amount in dollars is needed: " + words());
        }

        @Override
        public String words() {
            return "0 to 1000000000, at most six decimals" + (unlimited ? ", or \"unlimited\"" : "");
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> number = new LinkedHashMap<>();
            number.put("type", "number");
            number.put("minimum", 0L);
            number.put("maximum", MOST.longValueExact());
            return unlimited ? orUnlimited(number) : number;
        }
    }

    /** Yes or no. */
    record Flag() implements Kind {
        @Override
        public Object read(Object written) {
            if (!(written instanceof Boolean)) {
                throw new IllegalArgumentException("true or false is needed, without quotes");
            }
            return written;
        }

        @Override
        public String words() {
            return "true or false";
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "boolean");
        }
    }

    /** One of a few words. */
    record Choice(List<String> choices) implements Kind {
        static Choice of(String... choices) {
            return new Choice(List.of(choices));
        }

        @Override
        public Object read(Object written) {
            if (!(written instanceof String word) || !choices.contains(word)) {
                throw new IllegalArgumentException("it must be one of " + words());
            }
            return word;
        }

        @Override
        public String words() {
            return "\"" + String.join("\", \"", choices) + "\"";
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("enum", choices);
        }
    }

    /** A list of values of one kind. */
    record Items(String words, Kind item, boolean mayBeEmpty) implements Kind {
        @Override
        public Object read(Object written) {
            if (!(written instanceof List<?> list)) {
                throw new IllegalArgumentException("a list is needed: [ ... ]");
            }
            if (list.isEmpty() && !mayBeEmpty) {
                throw new IllegalArgumentException("an empty list would leave open what it means: leave the key out for"
                        + " the default, or write [\"* /**\"] for everything");
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                values.add(read(i + 1, list.get(i)));
            }
            return List.copyOf(values);
        }

        private Object read(int number, Object written) {
            try {
                return item.read(written);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("entry " + number + ": " + e.getMessage(), e);
            }
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("type", "array");
            list.put("items", item.schema());
            if (!mayBeEmpty) {
                list.put("minItems", 1L);
            }
            return list;
        }
    }

    private static Map<String, Object> orUnlimited(Map<String, Object> number) {
        return Map.of("anyOf", List.of(number, Map.of("const", NO_LIMIT)));
    }
}
