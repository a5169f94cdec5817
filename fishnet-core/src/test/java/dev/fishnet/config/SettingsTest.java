package dev.fishnet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.storage.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one text of all settings: what it is made of, and what is made of it again. */
@Tag("S-60")
class SettingsTest {
    private static final int FILES = 25;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[agents.claude]",
                "[agents.claude]\nupstreams = ['openai']\n[agents.claude.openai]",
                "[agents]",
                "[custom.x]\nbase_url = 'https://x.example'\nauth_value_prefix = ''",
                "[binance]\nenabled = true",
                "[llm]\ndaily_budget_usd = 'unlimited'\nallowed_models = []",
                "[firewall]\nstrict = true\nallow_ports = [1, 65535]",
                "[upstreams]\nextra_ca_certs = \"\"\"/a'b \\\"c\\\" \\\\d\"\"\"",
            })
    void theTextMakesTheSameConfigurationAgain(String toml) {
        holdsFor(read(toml, Map.of()));
    }

    @Test
    void soDoesThatOfAnySettings() {
        for (int seed = 0; seed < FILES; seed++) {
            holdsFor(read(new AnyFile(new Random(seed), seed * 100 / FILES).toml(), Map.of()));
        }
    }

    @Test
    void whatTheEnvironmentSaidNeedsNoEnvironmentAnyMore() {
        FishnetConfig config = read(
                "[llm]\ndaily_budget_usd = 5",
                Map.of(
                        "FISHNET_DAILY_BUDGET_USD", "7.25",
                        "FISHNET_RATE_LIMIT_PER_MINUTE", "unlimited",
                        "FISHNET_EXTRA_CA_CERTS", "/a \"b\" \\c"));

        assertTrue(config.settings().text().contains("llm.daily_budget_usd = 7.25\n"));
        holdsFor(config);
    }

    @Test
    void theSameSettingsInAnotherOrderAndSpellingAreTheSameText() {
        assertEquals(
                read("[llm]\ndaily_budget_usd = 20\n[gateway]\nport = 4000", Map.of())
                        .settings(),
                read("gateway.port = 4_000 # the same\n[llm]\ndaily_budget_usd = 20.0", Map.of())
                        .settings());
    }

    @Test
    void anotherSettingIsAnotherId() {
        assertNotEquals(
                read("", Map.of()).settings().id(),
                read("llm.daily_budget_usd = 21", Map.of()).settings().id());
    }

    @Test
    void thePricesOfThatTimeGoUnderTheOperatorsOwn() {
        ModelPrice price = new ModelPrice(ModelPrice.Rates.of(1, 2), Optional.empty(), 10, 20);
        PriceBook then = new PriceBook(LocalDate.of(2026, 1, 1), "then", Map.of("old", price, "mine", price));
        String text = read("""
                [llm.model_pricing.mine]
                input_per_million_usd = 5
                output_per_million_usd = 5
                context_tokens = 1
                max_output_tokens = 1
                """, Map.of()).settings().text();

        PriceBook again = Reading.again(document(text), then)
                .config()
                .orElseThrow()
                .policy()
                .prices();

        assertEquals(Optional.of(price), again.priceOf("old"));
        assertEquals(5000, again.priceOf("mine").orElseThrow().rates().input());
        assertEquals(Optional.empty(), again.priceOf("gpt-5"));
    }

    @Test
    void moreSettingsThanTheLogTakesAreRefused() {
        String toml = "[llm]\nallowed_models = [" + ("'" + "x".repeat(120) + "',").repeat(4_200) + "]";

        List<String> problems = Reading.of(document(toml), name -> Optional.empty()).problems().stream()
                .map(Problem::message)
                .toList();

        assertEquals(1, problems.size());
        assertTrue(problems.getFirst()
                .endsWith(" bytes long with every default written out, and 500000 are what the log takes"));
    }

    @Test
    void aNameInTheTextCannotBreakOutOfItsLine() {
        assertEquals("a.\"b\\u000a\\\"\\\\\"", KeyPath.text(List.of("a", "b\n\"\\")));
        assertEquals(
                List.of(List.of("a"), List.of("a", "b\n\"\\")),
                document("a.\"b\\u000a\\\"\\\\\" = \"\\u007f\"").entries().stream()
                        .map(Written::path)
                        .toList());
    }

    private static void holdsFor(FishnetConfig config) {
        String text = config.settings().text();
        Reading again = Reading.again(document(text), PriceBook.builtIn());

        assertEquals(List.of(), again.problems(), text);
        assertEquals(config, again.config().orElseThrow());
        assertEquals(
                config.settings().id(), again.config().orElseThrow().policy().id());
    }

    private static FishnetConfig read(String toml, Map<String, String> environment) {
        Reading reading = Reading.of(document(toml), name -> Optional.ofNullable(environment.get(name)));
        assertEquals(List.of(), reading.problems(), toml);
        return reading.config().orElseThrow();
    }

    private static Document document(String toml) {
        return ConfigFile.documentOf(toml.getBytes(StandardCharsets.UTF_8));
    }
}
