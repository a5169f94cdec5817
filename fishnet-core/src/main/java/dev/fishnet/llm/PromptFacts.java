package dev.fishnet.llm;

import dev.fishnet.spend.Tier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request to a model says of itself.
 *
 * @param model as it was written; empty when there is none
 * @param streamed whether the answer is to come as events
 * @param inputTokens the most tokens the prompt can have; empty when that cannot be told from the request (an image, a
 *     file, a conversation that the upstream keeps), so that it is the model's whole context
 * @param outputTokens the most tokens of each answer, as the request limits them; empty without a limit
 * @param answers how many answers are asked for
 * @param characters of everything in the prompt, as the size guard counts it
 * @param digest of what the drift guard looks at: system and developer texts, instructions and tools; empty when the
 *     request has none of them
 * @param secrets the kinds of secrets that were found, for example {@code aws_access_key}; never the secrets
 * @param unpriced what is asked for that costs apart from tokens or at rates of its own, in the API's own words, for
 *     example {@code tools.web_search}
 * @param accounting edits after which the answer says what it took; none when it does anyway
 * @param redaction edits that take the secrets out
 */
public record PromptFacts(
        LlmApi api,
        Optional<String> model,
        boolean streamed,
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        int answers,
        Tier tier,
        long characters,
        Optional<String> digest,
        List<String> secrets,
        List<String> unpriced,
        List<BodyEdit> accounting,
        List<BodyEdit> redaction) {
    /** What the request says, without what could be done to its bytes. */
    public PromptFacts withoutEdits() {
        return accounting.isEmpty() && redaction.isEmpty()
                ? this
                : new PromptFacts(
                        api,
                        model,
                        streamed,
                        inputTokens,
                        outputTokens,
                        answers,
                        tier,
                        characters,
                        digest,
                        secrets,
                        unpriced,
                        List.of(),
                        List.of());
    }
}
