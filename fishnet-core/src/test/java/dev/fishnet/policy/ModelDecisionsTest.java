package dev.fishnet.policy;

import static dev.fishnet.policy.Policies.chat;
import static dev.fishnet.policy.Policies.withModels;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.llm.LlmApi;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Tier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-43")
class ModelDecisionsTest {
    private final Policies policies = new Policies();
    private final Policies.Prompt prompt = new Policies.Prompt();

    private Decision decision() {
        return policies.engine().byPrompt(chat(), prompt.facts(), Optional.empty());
    }

    private void assertAllowed(String rule) {
        assertEquals(new Decision.Allowed(new RuleId(rule), List.of(), false), decision());
    }

    private void assertDenied(DenialCode code, String reason) {
        assertEquals(Decision.Denied.of(code, reason), decision());
    }

    @Test
    void whatAllowedAModelIsSaid() {
        assertAllowed("any");
        policies.openAi = withModels("gpt-*");
        assertAllowed("upstream_models");
        policies.ownOpenAi = withModels("gpt-5");
        assertAllowed("agent_models");
    }

    @Test
    void aModelMustBeAllowedAtTheUpstreamAndToTheAgent() {
        policies.openAi = withModels("gpt-5-mini", "o3*");
        policies.ownOpenAi = withModels("gpt-5");
        assertDenied(DenialCode.MODEL_NOT_ALLOWED, "The model gpt-5 is not allowed; allowed are gpt-5-mini, o3*.");
        policies.openAi = withModels("gpt-5");
        policies.ownOpenAi = withModels("gpt-5-mini");
        assertDenied(DenialCode.MODEL_NOT_ALLOWED, "The model gpt-5 is not allowed; allowed are gpt-5-mini.");
    }

    @Test
    void aRequestThatCostsNamesItsModel() {
        prompt.model = Optional.empty();
        assertDenied(
                DenialCode.MODEL_MISSING,
                "The request names no model, so nobody can say what it costs; add a \"model\".");
        policies.openAi = withModels("gpt-*");
        assertDenied(
                DenialCode.MODEL_MISSING,
                "The request names no model, so nobody can say what it costs; add a \"model\"; allowed are gpt-*.");
        policies.ownOpenAi = withModels("gpt-5");
        assertDenied(
                DenialCode.MODEL_MISSING,
                "The request names no model, so nobody can say what it costs; add a \"model\"; allowed are gpt-5.");
    }

    @ParameterizedTest
    @EnumSource(names = {"COUNT_TOKENS", "OTHER"})
    void whatCostsNothingNeedsNoModelButNoneThatIsNotAllowed(LlmApi api) {
        prompt.api = api;
        prompt.unpriced = List.of("tools.web_search");
        prompt.model = Optional.empty();
        assertAllowed("any");
        prompt.model = Optional.of("a-model-without-a-price");
        assertAllowed("any");
        policies.openAi = withModels("gpt-5");
        assertInstanceOf(Decision.Denied.class, decision());
        assertEquals(MicroUsd.ZERO, policies.engine().worstCase(prompt.facts()));
    }

    @Test
    void aModelWithoutAPriceIsRefusedUnlessOneIsAssumed() {
        prompt.model = Optional.of("o9-preview");
        assertDenied(
                DenialCode.MODEL_UNPRICED,
                "Nobody has said what the model o9-preview costs, so it cannot be held to a budget; use another one, or"
                        + " the operator adds [llm.model_pricing.\"o9-preview\"] to fishnet.toml.");
        assertThrows(IllegalStateException.class, () -> policies.engine().worstCase(prompt.facts()));
        policies.unpriced = Optional.of(Policies.DOLLAR);
        assertAllowed("any");
        assertEquals(new MicroUsd(150_000), policies.engine().worstCase(prompt.facts()));
    }

    @Test
    void whatARequestCanCostIsItsModelsPrice() {
        assertEquals(new MicroUsd(150_000), policies.engine().worstCase(prompt.facts()));
        prompt.tier = Tier.PRIORITY;
        assertEquals(new MicroUsd(300_000), policies.engine().worstCase(prompt.facts()));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETIONS", "EMBEDDINGS"})
    @Tag("S-38")
    void promptsOfOneRequestAreTogetherNotBoundedByWhatTheModelTakes(LlmApi api) {
        prompt.inputTokens = OptionalLong.of(50_000);
        MicroUsd one = policies.engine().worstCase(prompt.facts());
        prompt.api = api;
        MicroUsd many = policies.engine().worstCase(prompt.facts());
        assertEquals(10_050_000, one.value());
        assertEquals(50_050_000, many.value());
    }

    @Test
    void aTierWhosePriceNobodyKnowsIsRefused() {
        prompt.tier = Tier.PRIORITY;
        assertAllowed("any");
        prompt.model = Optional.of("gpt-5-slow");
        assertDenied(
                DenialCode.FEATURE_UNPRICED,
                "Nobody has said what priority processing of the model gpt-5-slow costs; ask for standard processing"
                        + " (leave out \"service_tier\" and \"speed\").");
    }

    @Test
    void whatCostsApartFromTokensIsRefusedByName() {
        prompt.unpriced = List.of("tools.web_search", "modalities: audio", "tools.web_search", "x\"\n" + "c".repeat(9));
        assertDenied(
                DenialCode.FEATURE_UNPRICED,
                "What these parts of the request cost cannot be counted: tools.web_search, modalities: audio, one with an"
                        + " unusual name; leave them out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "gpt-5 ",
                "gpt 5",
                "gpt-5\n",
                "gpt-5\u001b[31m",
                "gpt-5\"",
                "gpt-\u212a",
                "-gpt-5",
                "gpt-5*",
                "ｇpt-5",
                "\u202egpt"
            })
    void aNameThatNoModelHasIsNeitherAskedNorRepeated(String model) {
        policies.unpriced = Optional.of(Policies.DOLLAR);
        prompt.model = Optional.of(model);
        assertDenied(
                DenialCode.MODEL_NOT_ALLOWED,
                "The request's model has a name that no model has: letters, digits and ._:/@+- are expected, 128 of them"
                        + " at most.");
    }

    @ParameterizedTest
    @CsvSource({"128, true", "129, false"})
    void aModelsNameIsAtMost128CharactersLong(int length, boolean allowed) {
        policies.unpriced = Optional.of(Policies.DOLLAR);
        prompt.model = Optional.of("m".repeat(length));

        assertEquals(allowed, decision() instanceof Decision.Allowed);
        assertFalse(decision().toString().contains("m".repeat(100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ft:gpt-4o-mini-2024-07-18:my-org:suffix:id", "@cf/meta/llama-3.1-8b", "openai/gpt-5+x"})
    void unusualNamesThatModelsDoHaveAreTaken(String model) {
        policies.unpriced = Optional.of(Policies.DOLLAR);
        prompt.model = Optional.of(model);
        assertAllowed("any");
    }
}
