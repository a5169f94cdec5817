package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.util.Optional;

/**
 * Reads a usage as each API writes it. Where two readings are possible it takes the dearer one; where what is said
 * cannot be priced by tokens alone, nothing is read and the reservation stays.
 */
final class UsageOf {
    private final AnswerFacts facts;
    private final String at;

    /** @param at the path of the usage object */
    UsageOf(AnswerFacts facts, String at) {
        this.facts = facts;
        this.at = at;
    }

    boolean isThere() {
        return facts.is(at, "{");
    }

    Usage completions(LlmApi api) throws AmbiguousBodyException {
        return openai("prompt_tokens", "completion_tokens", "service_tier", api == LlmApi.EMBEDDINGS);
    }

    Usage responses(String tierPath) throws AmbiguousBodyException {
        return openai("input_tokens", "output_tokens", tierPath, false);
    }

    /** Parts of the prompt that were cached are counted within it. */
    private Usage openai(String prompt, String completion, String tierPath, boolean noAnswer)
            throws AmbiguousBodyException {
        long input = required(prompt);
        long output = noAnswer ? optional(completion) : required(completion);
        long cached = optional(prompt + "_details.cached_tokens");
        long written = optional(prompt + "_details.cache_write_tokens");
        require(cached + written <= input);
        requireNone(prompt + "_details.audio_tokens");
        requireNone(completion + "_details.audio_tokens");
        // Some servers leave reasoning out of the answer's tokens, but not out of the total.
        output = Math.max(output, optional("total_tokens") - input);
        return new Usage(input - cached - written, cached, written, 0, output, Tiers.ofOpenai(facts.text(tierPath)));
    }

    /**
     * Parts of the prompt that were cached are counted beside it.
     *
     * @param known what the stream has said before; its end repeats what was written, and not for how long
     */
    Usage messages(Optional<Usage> known) throws AmbiguousBodyException {
        long written = optional("cache_creation_input_tokens");
        long before = known.map(Usage::cacheWriteLong).orElse(0L);
        long hour = Math.max(before, optional("cache_creation.ephemeral_1h_input_tokens"));
        long minutes = Math.max(optional("cache_creation.ephemeral_5m_input_tokens"), written - hour);
        requireNone("server_tool_use.web_search_requests");
        // Rounds of their own, of summing up for example, are billed and not in the sums.
        require(!facts.is(at + ".iterations", "[n"));
        require(facts.text(at + ".inference_geo").orElse("").matches("|global|not_available"));
        return new Usage(
                optional("input_tokens"),
                optional("cache_read_input_tokens"),
                minutes,
                hour,
                required("output_tokens"),
                Tiers.ofAnthropic(facts.text(at + ".service_tier"), facts.text(at + ".speed")));
    }

    Usage wholeMessage() throws AmbiguousBodyException {
        required("input_tokens");
        return messages(Optional.empty());
    }

    /** The larger of each count, and the dearer tier: no later or repeated report makes an answer cheaper. */
    static Usage most(Optional<Usage> known, Usage said) {
        return known.map(one -> new Usage(
                        Math.max(one.input(), said.input()),
                        Math.max(one.cacheRead(), said.cacheRead()),
                        Math.max(one.cacheWrite(), said.cacheWrite()),
                        Math.max(one.cacheWriteLong(), said.cacheWriteLong()),
                        Math.max(one.output(), said.output()),
                        Tiers.dearer(one.tier(), said.tier())))
                .orElse(said);
    }

    private long required(String name) throws AmbiguousBodyException {
        return facts.count(at + "." + name)
                .orElseThrow(() -> new AmbiguousBodyException("does not say all of what it took"));
    }

    private long optional(String name) throws AmbiguousBodyException {
        return facts.count(at + "." + name).orElse(0);
    }

    private void requireNone(String name) throws AmbiguousBodyException {
        require(optional(name) == 0);
    }

    private static void require(boolean priced) throws AmbiguousBodyException {
        if (!priced) {
            throw new AmbiguousBodyException("took something that tokens do not count");
        }
    }
}
