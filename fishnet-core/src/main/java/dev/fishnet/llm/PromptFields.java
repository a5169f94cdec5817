package dev.fishnet.llm;

import dev.fishnet.spend.Tier;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields of a request that are one value each: its model, how it is answered, and how long at most. */
final class PromptFields {
    private static final int DIGITS = 9;
    private static final int LONGEST_MODEL = 256;
    private static final int MOST_ANSWERS = 128;

    private final LlmApi api;
    private Optional<String> model = Optional.empty();
    private boolean streamed;
    private boolean predicted;
    private Tier tier = Tier.STANDARD;
    private boolean tierUnknown;
    private OptionalLong maxTokens = OptionalLong.empty();
    private OptionalLong maxCompletionTokens = OptionalLong.empty();
    private OptionalLong maxOutputTokens = OptionalLong.empty();
    private int n = 1;
    private int bestOf = 1;
    private int prompts = 1;

    PromptFields(LlmApi api) {
        this.api = api;
    }

    /** Takes the value of a field of the request itself. */
    void value(String name, JsonKind kind, String text) throws AmbiguousBodyException {
        if (kind == JsonKind.NULL) {
            return;
        }
        switch (name) {
            case "model" -> model = Optional.of(model(kind, text));
            case "stream" -> streamed = truth(kind, text);
            case "max_tokens" -> maxTokens = OptionalLong.of(count(kind, text));
            case "max_completion_tokens" -> maxCompletionTokens = OptionalLong.of(count(kind, text));
            case "max_output_tokens" -> maxOutputTokens = OptionalLong.of(count(kind, text));
            case "n" -> n = answers(kind, text);
            case "best_of" -> bestOf = answers(kind, text);
            case "service_tier" -> tier(tierOf(kind, text));
            case "speed" -> tier(speedOf(kind, text));
            case "prediction" -> predicted = true;
            case "messages" -> require(kind == JsonKind.ARRAY, "has messages that are no list");
            case "input", "prompt" ->
                require(
                        kind == JsonKind.STRING || kind == JsonKind.ARRAY || isStoredPrompt(name, kind),
                        "has an input that is neither text nor list");
            default -> {}
        }
    }

    private boolean isStoredPrompt(String name, JsonKind kind) {
        return name.equals("prompt") && kind == JsonKind.OBJECT && api != LlmApi.COMPLETIONS;
    }

    /**
     * Takes what is no number in a list of the request's. In a list of prompts each is answered; in one of inputs each
     * is a prompt of its own, no longer than the model takes.
     */
    void elementAt(String name, int index) throws AmbiguousBodyException {
        if (name.equals("prompt") && api == LlmApi.COMPLETIONS) {
            prompts = index + 1;
        }
        boolean listed = name.equals(api == LlmApi.EMBEDDINGS ? "input" : "prompt");
        require(!listed || index < LlmApi.MOST_PROMPTS, "asks for too many answers");
    }

    Optional<String> model() {
        return model;
    }

    boolean streamed() {
        return streamed;
    }

    Tier tier() {
        return tier;
    }

    boolean tierUnknown() {
        return tierUnknown;
    }

    int answers() {
        return switch (api) {
            case CHAT_COMPLETIONS -> n;
            case COMPLETIONS -> prompts * Math.max(n, bestOf);
            case RESPONSES, EMBEDDINGS, MESSAGES, COUNT_TOKENS, OTHER -> 1;
        };
    }

    /** The most tokens of an answer. Words of a prediction that were not taken are billed beside it. */
    OptionalLong outputTokens() {
        return switch (api) {
            case CHAT_COMPLETIONS -> predicted ? OptionalLong.empty() : larger(maxCompletionTokens, maxTokens);
            case COMPLETIONS, MESSAGES -> maxTokens;
            case RESPONSES -> maxOutputTokens;
            case EMBEDDINGS, COUNT_TOKENS -> OptionalLong.of(0);
            case OTHER -> OptionalLong.empty();
        };
    }

    private static OptionalLong larger(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()));
    }

    private static String model(JsonKind kind, String text) throws AmbiguousBodyException {
        require(kind == JsonKind.STRING && isVisible(text), "names its model in no plain text");
        return text;
    }

    private static boolean isVisible(String model) {
        for (int i = 0; i < model.length(); i++) {
            if (model.charAt(i) <= ' ' || model.charAt(i) > '~') {
                return false;
            }
        }
        return !model.isEmpty() && model.length() <= LONGEST_MODEL;
    }

    private static boolean truth(JsonKind kind, String text) throws AmbiguousBodyException {
        require(kind == JsonKind.BOOLEAN, "says whether to stream in something else than true or false");
        return text.equals("true");
    }

    private static long count(JsonKind kind, String text) throws AmbiguousBodyException {
        long count = kind == JsonKind.NUMBER ? JsonScalar.count(text, DIGITS) : -1;
        require(count >= 0, "limits its answer by something else than a whole number");
        return count;
    }

    private static int answers(JsonKind kind, String text) throws AmbiguousBodyException {
        long count = count(kind, text);
        require(count >= 1 && count <= MOST_ANSWERS, "asks for no or too many answers");
        return (int) count;
    }

    private void tier(Optional<Tier> wanted) {
        tierUnknown |= wanted.isEmpty();
        if (wanted.isPresent() && wanted.get() != Tier.STANDARD && tier != Tier.PRIORITY) {
            tier = wanted.get();
        }
    }

    private static Optional<Tier> tierOf(JsonKind kind, String text) throws AmbiguousBodyException {
        require(kind == JsonKind.STRING, "names its service tier in something else than a text");
        return switch (text) {
            case "auto", "default", "standard", "standard_only" -> Optional.of(Tier.STANDARD);
            case "flex" -> Optional.of(Tier.FLEX);
            case "priority", "fast", "scale" -> Optional.of(Tier.PRIORITY);
            default -> Optional.empty();
        };
    }

    private static Optional<Tier> speedOf(JsonKind kind, String text) throws AmbiguousBodyException {
        require(kind == JsonKind.STRING, "names its speed in something else than a text");
        return switch (text) {
            case "standard" -> Optional.of(Tier.STANDARD);
            case "fast" -> Optional.of(Tier.PRIORITY);
            default -> Optional.empty();
        };
    }

    private static void require(boolean clear, String otherwise) throws AmbiguousBodyException {
        if (!clear) {
            throw new AmbiguousBodyException(otherwise);
        }
    }
}
