package dev.fishnet.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.ModelPrice.Rates;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {
    private static final String MODEL = "m,1,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-,-";

    private final PriceBook book = PriceBook.builtIn();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o",
        "GPT-4o, gpt-4o",
        "gpt-4o-2024-08-06, gpt-4o",
        "gpt-4o-2024-05-13, gpt-4o-2024-05-13",
        "gpt-5-chat-latest, gpt-5-chat",
        "claude-sonnet-4-20250514, claude-sonnet-4",
        "claude-sonnet-4-5-20250929, claude-sonnet-4-5",
        "claude-3-5-haiku-latest, claude-3-5-haiku"
    })
    void aReleaseCostsWhatItsModelDoes(String asked, String priced) {
        assertTrue(book.prices().containsKey(priced));
        assertEquals(Optional.ofNullable(book.prices().get(priced)), book.priceOf(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o-audio-preview",
                "gpt-4o-audio-preview-2024-12-17",
                "gpt-4o-realtime-preview",
                "gpt-4o-search-preview",
                "gpt-4o-mini-transcribe",
                "gpt-4o-2024",
                "gpt-4o-latest-2",
                "gpt-4o-2024-08-06-x",
                "gpt-4o-2024-08-06-2024-08-06",
                "gpt-4o-19990101",
                "gpt-4o-",
                "gpt-4o-mini-2024",
                "ft:gpt-4o-2024-08-06:us::x",
                "openai/gpt-4o",
                " gpt-4o",
                "gpt-4o ",
                "gpt-4o\n",
                "gpt-4o-latest\n",
                "claude-sonnet-4-202505140",
                "-latest",
                ""
            })
    @Tag("S-38")
    void aNameThatOnlyBeginsLikeAModelHasNoPrice(String name) {
        assertEquals(Optional.empty(), book.priceOf(name));
    }

    @Test
    @Tag("S-60")
    void aBookWrittenAsATableIsReadAsTheSameBook() {
        PriceBook again = PriceBook.ofTable(book.table());

        assertEquals(book, again);
        assertEquals(book.id(), again.id());
    }

    @Test
    void aBookThatTheTableHasNoPlaceForIsNotWritten() {
        ModelPrice own = new ModelPrice(Rates.of(1, 2), Optional.empty(), 10, 20);

        assertThrows(
                IllegalArgumentException.class,
                () -> book.with(Map.of("openai/gpt-4o", own)).table());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "date,2026-13-01\n", "date\n", "date,2026-11-06\nm,1\n", "date,2026-11-06\nsource,a,b\n"})
    void aTableThatIsNoneIsRefusedAndSaysSo(String table) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> PriceBook.ofTable(table));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("the price book has "), refused::toString);
    }

    @Test
    void anOperatorsOwnPricesGoFirst() {
        ModelPrice own = new ModelPrice(Rates.of(1, 2), Optional.empty(), 10, 20);

        PriceBook changed = book.with(Map.of("gpt-4o", own, "My-Model", own));

        assertEquals(Optional.of(own), changed.priceOf("gpt-4o"));
        assertEquals(Optional.of(own), changed.priceOf("my-model"));
        assertEquals(book.priceOf("gpt-4o-mini"), changed.priceOf("gpt-4o-mini"));
        assertEquals(book.date(), changed.date());
        assertEquals(book.source(), changed.source());
    }

    @Test
    void thePricesHaveADayAndSources() {
        assertEquals(LocalDate.of(2026, 11, 6), book.date());
        assertEquals(
                "https://developers.openai.com/api/docs/pricing, https://openai.com/api-priority-processing/,"
                        + " https://platform.claude.com/docs/en/about-claude/pricing",
                book.source());
        assertTrue(book.prices().size() > 60);
    }

    /** What no provider does; a slip of a column would. */
    @Test
    void everyPriceIsPlausible() {
        book.prices().forEach((name, price) -> {
            Rates rates = price.rates();
            assertTrue(rates.cacheRead() <= rates.input(), name);
            assertTrue(rates.cacheWrite() >= rates.input() && rates.cacheWrite() <= 2 * rates.input(), name);
            assertTrue(rates.cacheWriteLong() >= rates.cacheWrite(), name);
            assertTrue(rates.output() == 0 || rates.output() >= 2 * rates.input(), name);
            assertTrue(price.contextTokens() >= price.maxOutputTokens(), name);
            price.longPrompt().ifPresent(rule -> {
                assertTrue(rule.rates().input() > rates.input(), name);
                assertTrue(rule.rates().output() > rates.output(), name);
                assertTrue(rule.aboveTokens() < price.contextTokens(), name);
            });
        });
    }

    @Test
    void aLineIsReadColumnByColumn() {
        PriceBook read = PriceTable.read(List.of(
                "# a comment",
                "",
                "date,2026-01-31",
                "source,https://one",
                "source,https://two",
                "m,1,0.1,1.25,2,5,100,10,50,200,60,2,0.2,2.5,4,7.5"));

        Rates ordinary = new Rates(1000, 100, 1250, 2000, 5000, OptionalLong.of(50), OptionalLong.of(200));
        Rates dear = new Rates(2000, 200, 2500, 4000, 7500, OptionalLong.of(50), OptionalLong.of(200));
        ModelPrice price = new ModelPrice(ordinary, Optional.of(new ModelPrice.LongPrompt(60, dear)), 100, 10);
        assertEquals(new PriceBook(LocalDate.of(2026, 1, 31), "https://one, https://two", Map.of("m", price)), read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m,1,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-",
                "m,1,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-,-,-",
                "M,1,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-,-",
                "m,,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-,-",
                "m,-1,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-,-",
                "m,1.2345,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-,-",
                "m,1e3,0.1,1.25,2,5,100,10,50,200,-,-,-,-,-,-",
                "m,1,0.1,1.25,2,-,100,10,50,200,-,-,-,-,-,-",
                "m,1,0.1,1.25,2,5,-,10,50,200,-,-,-,-,-,-",
                "m,1,0.1,1.25,2,5,100,10,x,200,-,-,-,-,-,-",
                "m,1,0.1,1.25,2,5,100,10,50,200,60,-,-,-,-,-"
            })
    void aLineThatIsNotWholeIsRefused(String line) {
        List<String> lines = List.of("date,2026-01-31", line);

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> PriceTable.read(lines));

        assertTrue(String.valueOf(refused.getMessage()).endsWith(line));
    }

    @Test
    void aBookWithoutADateOrWithAModelTwiceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PriceTable.read(List.of(MODEL)));
        assertThrows(IllegalArgumentException.class, () -> PriceTable.read(List.of("date,2026-01-31", MODEL, MODEL)));
    }
}
