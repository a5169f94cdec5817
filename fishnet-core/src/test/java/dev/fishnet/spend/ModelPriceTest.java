package dev.fishnet.spend;

import static dev.fishnet.spend.Money.micros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.ModelPrice.LongPrompt;
import dev.fishnet.spend.ModelPrice.Rates;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPriceTest {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private static Rates rates(long input, long read, long write, long writeLong, long output) {
        return new Rates(input, read, write, writeLong, output, OptionalLong.of(50), OptionalLong.of(200));
    }

    private static final ModelPrice PRICE = new ModelPrice(
            rates(1000, 100, 1250, 2000, 5000),
            Optional.of(new LongPrompt(100, rates(2000, 200, 2500, 4000, 7500))),
            1000,
            50);

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, 0, 1",
        "0, 1, 0, 0, 0, 1", // 0.1
        "0, 10, 0, 0, 0, 1",
        "0, 11, 0, 0, 0, 2", // 1.1
        "0, 0, 4, 0, 0, 5",
        "0, 0, 0, 3, 0, 6",
        "0, 0, 0, 0, 2, 10",
        "10, 10, 10, 10, 10, 94", // 10 + 1 + 12.5 + 20 + 50
        "25, 25, 25, 25, 0, 109", // exactly 100 tokens: 25 + 2.5 + 31.25 + 50
        "26, 25, 25, 25, 1, 227", // 101 tokens: 52 + 5 + 62.5 + 100 + 7.5
        "101, 0, 0, 0, 0, 202",
        "0, 101, 0, 0, 0, 21",
        "0, 0, 101, 0, 0, 253",
        "0, 0, 0, 101, 0, 404"
    })
    void everyKindOfTokenHasItsRate(long input, long read, long write, long writeLong, long output, long cost) {
        assertEquals(micros(cost), PRICE.cost(new Usage(input, read, write, writeLong, output, Tier.STANDARD)));
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, 3, 3", "FLEX, 3, 2", "BATCH, 3, 2", "PRIORITY, 3, 6", "BATCH, 2, 1"})
    void aTierIsAShareOfTheRates(Tier tier, long input, long cost) {
        assertEquals(micros(cost), PRICE.cost(new Usage(input, 0, 0, 0, 0, tier)));
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, 10", "FLEX, 10", "BATCH, 10", "PRIORITY, 60"})
    void aTierWithoutAPriceIsNeverCheaper(Tier tier, long cost) {
        ModelPrice plain = new ModelPrice(Rates.of(1000, 1000), Optional.empty(), 100, 100);

        assertEquals(micros(cost), plain.cost(new Usage(10, 0, 0, 0, 0, tier)));
        assertEquals(tier != Tier.PRIORITY, plain.offers(tier));
        assertTrue(PRICE.offers(tier));
    }

    @Test
    void aFractionOfATierIsRoundedUpOnce() {
        ModelPrice odd = new ModelPrice(
                new Rates(1, 1, 1, 1, 1, OptionalLong.of(33), UNKNOWN), Optional.empty(), 10_000, 10_000);

        assertEquals(micros(1), odd.cost(new Usage(3030, 0, 0, 0, 0, Tier.FLEX))); // 999.9
        assertEquals(micros(2), odd.cost(new Usage(3031, 0, 0, 0, 0, Tier.FLEX))); // 1000.23
    }

    @Test
    void theWorstIsTheDearestRateOfEveryTokenAndTheLongestAnswer() {
        assertEquals(micros(10 * 2 + 5 * 5), worst(10, 5, 1, Tier.STANDARD));
        assertEquals(micros(10 * 2 + 3 * 5 * 5), worst(10, 5, 3, Tier.STANDARD));
        assertEquals(micros(100 * 2 + 5 * 5), worst(100, 5, 1, Tier.STANDARD));
        assertEquals(micros(404 + 38), worst(101, 5, 1, Tier.STANDARD)); // 37.5
    }

    @Test
    void whatIsNotSaidIsAsMuchAsTheModelTakesAndGives() {
        MicroUsd most = micros(1000 * 4 + 375); // 50 * 7.5

        assertEquals(most, PRICE.worst(UNKNOWN, UNKNOWN, 1, Tier.STANDARD));
        assertEquals(most, worst(1000, 50, 1, Tier.STANDARD));
        assertEquals(most, worst(1001, 51, 1, Tier.STANDARD));
        assertEquals(most, worst(Long.MAX_VALUE, Long.MAX_VALUE, 0, Tier.STANDARD));
        assertEquals(micros(4000 + 2 * 375), PRICE.worst(UNKNOWN, UNKNOWN, 2, Tier.STANDARD));
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, 45", "FLEX, 45", "BATCH, 45", "PRIORITY, 90"})
    void aCheaperTierIsHeldAtTheStandardPrice(Tier tier, long worst) {
        assertEquals(micros(worst), worst(10, 5, 1, tier));
    }

    @Test
    void nothingOverflows() {
        ModelPrice dear = new ModelPrice(
                Rates.of(Long.MAX_VALUE, Long.MAX_VALUE), Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE);
        MicroUsd most = micros(Long.MAX_VALUE / 1000 + 1);
        long all = Long.MAX_VALUE;

        assertEquals(most, dear.cost(new Usage(all, all, all, all, all, Tier.PRIORITY)));
        assertEquals(most, dear.worst(UNKNOWN, UNKNOWN, Integer.MAX_VALUE, Tier.PRIORITY));
        assertEquals(most, PRICE.cost(new Usage(all, all, 0, 0, 0, Tier.STANDARD)));
        assertEquals(most, PRICE.cost(new Usage(0, 0, 0, 0, all / 2, Tier.STANDARD)));
    }

    @Test
    void pricesAreNeverNegative() {
        assertThrows(IllegalArgumentException.class, () -> Rates.of(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> Rates.of(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Rates(0, 0, 0, 0, 0, OptionalLong.of(-1), UNKNOWN));
        assertThrows(IllegalArgumentException.class, () -> new ModelPrice(Rates.of(1, 1), Optional.empty(), -1, 0));
        assertThrows(IllegalArgumentException.class, () -> Usage.of(-1, 0));
        assertFalse(PRICE.rates().flexPercent().isEmpty());
    }

    private static MicroUsd worst(long input, long output, int answers, Tier tier) {
        return PRICE.worst(OptionalLong.of(input), OptionalLong.of(output), answers, tier);
    }

    /** Any prompt no longer than was counted, split over the rates in any way, and any answer within its limit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    @Tag("S-38")
    void noAnswerCostsMoreThanTheWorst(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            ModelPrice price = random.nextInt(4) == 0 ? randomPrice(random) : oneOf(random);
            OptionalLong input = maybe(random, price.contextTokens());
            OptionalLong output = maybe(random, price.maxOutputTokens());
            int answers = 1 + random.nextInt(3);
            Tier asked = Tier.values()[random.nextInt(4)];
            MicroUsd worst = price.worst(input, output, answers, asked);
            Usage usage = within(random, price, input, output, answers, asked);
            assertTrue(price.cost(usage).compareTo(worst) <= 0, () -> price + " " + usage + " above " + worst);
        }
    }

    private static Usage within(
            Random random, ModelPrice price, OptionalLong input, OptionalLong output, int answers, Tier asked) {
        long most = Math.min(input.orElse(price.contextTokens()), price.contextTokens());
        long prompt = random.nextBoolean() ? most : random.nextLong(most + 1);
        long[] cuts = random.longs(3, 0, prompt + 1).sorted().toArray();
        long answer = answers * Math.min(output.orElse(price.maxOutputTokens()), price.maxOutputTokens());
        Tier tier = random.nextBoolean() ? asked : Tier.values()[random.nextInt(3)];
        return switch (random.nextInt(5)) {
            case 0 -> new Usage(prompt, 0, 0, 0, answer, tier);
            case 1 -> new Usage(0, 0, 0, prompt, answer, tier);
            default -> new Usage(cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], prompt - cuts[2], answer, tier);
        };
    }

    private static OptionalLong maybe(Random random, long most) {
        return random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong(2 * most + 1));
    }

    private static ModelPrice oneOf(Random random) {
        return PriceBook.builtIn().prices().values().stream()
                .skip(random.nextInt(PriceBook.builtIn().prices().size()))
                .findFirst()
                .orElseThrow();
    }

    private static ModelPrice randomPrice(Random random) {
        return new ModelPrice(
                randomRates(random),
                random.nextBoolean()
                        ? Optional.of(new LongPrompt(random.nextInt(1000), randomRates(random)))
                        : Optional.empty(),
                1 + random.nextInt(2000),
                random.nextInt(2000));
    }

    private static Rates randomRates(Random random) {
        return new Rates(
                random.nextInt(5000),
                random.nextInt(5000),
                random.nextInt(5000),
                random.nextInt(5000),
                random.nextInt(5000),
                random.nextBoolean() ? OptionalLong.of(random.nextInt(150)) : UNKNOWN,
                random.nextBoolean() ? OptionalLong.of(random.nextInt(300)) : UNKNOWN);
    }
}
