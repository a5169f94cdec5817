package dev.fishnet.policy;

import dev.fishnet.llm.PromptFacts;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a model may be asked, and what that costs. */
final class ModelJudge {
    private static final RuleId UPSTREAM = new RuleId("upstream_models");
    private static final RuleId AGENT = new RuleId("agent_models");
    private static final RuleId ANY = new RuleId("any");

    private static final int LONGEST_NAME = 128;

    /** The API's own words for something, as they may stand in a sentence. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:=\\[\\] -]{1,80}");

    private final Policy policy;

    ModelJudge(Policy policy) {
        this.policy = policy;
    }

    /** What allowed it, where nothing refuses it. */
    static RuleId rule(Access common, Access own) {
        if (!own.models().isEmpty()) {
            return AGENT;
        }
        return common.models().isEmpty() ? ANY : UPSTREAM;
    }

    @Nullable
    Decision refusal(PromptFacts prompt, Access common, Access own) {
        boolean costs = prompt.api().costs();
        if (prompt.model().isEmpty()) {
            return costs ? refused(DenialCode.MODEL_MISSING, missing(common, own)) : null;
        }
        String model = prompt.model().get();
        if (!isName(model)) {
            return refused(
                    DenialCode.MODEL_NOT_ALLOWED,
                    "The request's model has a name that no model has: letters, digits and ._:/@+- are expected, 128 of"
                            + " them at most.");
        }
        if (!allows(common.models(), model)) {
            return notAmong(common.models(), model);
        }
        if (!allows(own.models(), model)) {
            return notAmong(own.models(), model);
        }
        return costs ? price(model, prompt) : null;
    }

    /** Whether it may stand in a sentence, in the books and on a terminal. */
    private static boolean isName(String model) {
        if (model.isEmpty() || model.length() > LONGEST_NAME || "._:/+-".indexOf(model.charAt(0)) >= 0) {
            return false;
        }
        for (int i = 0; i < model.length(); i++) {
            char c = model.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "._:/@+-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(List<ModelPattern> models, String model) {
        for (ModelPattern each : models) {
            if (each.matches(model)) {
                return true;
            }
        }
        return models.isEmpty();
    }

    private static Decision notAmong(List<ModelPattern> allowed, String model) {
        return refused(
                DenialCode.MODEL_NOT_ALLOWED,
                "The model " + model + " is not allowed; allowed are " + Sentences.list(allowed) + ".");
    }

    private static String missing(Access common, Access own) {
        List<ModelPattern> models = own.models().isEmpty() ? common.models() : own.models();
        return "The request names no model, so nobody can say what it costs; add a \"model\""
                + (models.isEmpty() ? "." : "; allowed are " + Sentences.list(models) + ".");
    }

    private @Nullable Decision price(String model, PromptFacts prompt) {
        Optional<ModelPrice> price = priceOf(model);
        if (price.isEmpty()) {
            return refused(
                    DenialCode.MODEL_UNPRICED,
                    "Nobody has said what the model " + model + " costs, so it cannot be held to a budget; use another"
                            + " one, or the operator adds [llm.model_pricing.\"" + model + "\"] to fishnet.toml.");
        }
        if (!price.get().offers(prompt.tier())) {
            return refused(
                    DenialCode.FEATURE_UNPRICED,
                    "Nobody has said what " + tier(prompt.tier()) + " of the model " + model
                            + " costs; ask for standard processing (leave out \"service_tier\" and \"speed\").");
        }
        if (!prompt.unpriced().isEmpty()) {
            return refused(
                    DenialCode.FEATURE_UNPRICED,
                    "What these parts of the request cost cannot be counted: " + features(prompt.unpriced())
                            + "; leave them out.");
        }
        return null;
    }

    private static String tier(Tier tier) {
        return tier.name().toLowerCase(Locale.ROOT) + " processing";
    }

    private static String features(List<String> unpriced) {
        return Sentences.list(unpriced.stream()
                .map(word -> WORD.matcher(word).matches() ? word : "one with an unusual name")
                .distinct()
                .toList());
    }

    MicroUsd worstCase(PromptFacts prompt) {
        if (!prompt.api().costs()) {
            return MicroUsd.ZERO;
        }
        Optional<ModelPrice> known =
                prompt.model().isPresent() ? priceOf(prompt.model().get()) : Optional.empty();
        ModelPrice price = known.orElseThrow(
                () -> new IllegalStateException("the price of a model that was refused for having none"));
        return price.withPrompts(prompt.api().mostPrompts())
                .worst(prompt.inputTokens(), prompt.outputTokens(), prompt.answers(), prompt.tier());
    }

    private Optional<ModelPrice> priceOf(String model) {
        Optional<ModelPrice> known = policy.prices().priceOf(model);
        return known.isPresent() ? known : policy.llm().unpriced();
    }

    private static Decision refused(DenialCode code, String reason) {
        return Decision.Denied.of(code, reason);
    }
}
