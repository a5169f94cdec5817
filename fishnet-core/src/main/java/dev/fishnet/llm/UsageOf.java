package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.util.Optional;

/**
 * Reads a usage as each API writes it. Where two readings are possible it takes the dearer one; where what is said
 * cannot be priced by tokens alone, nothing is read and the reservation stays.
 */
final class UsageOf {
    private final AnswerFacts facts;
    private final AnswerPlace usage;

    /** @param usage the place of the usage object */
    UsageOf(AnswerFacts facts, AnswerPlace usage) {
        this.facts = facts;
        this.usage = usage;
    }

    boolean isThere() {
        return facts.is(usage, "{");
    }

    Usage completions(LlmApi api) throws AmbiguousBodyException {
        boolean noAnswer = api == LlmApi.EMBEDDINGS;
        long completion = noAnswer ? optional("completion_tokens") : required("completion_tokens");
        return openai(
                required("prompt_tokens"),
                completion,
                usage.at("prompt_tokens_details"),
                usage.at("completion_tokens_details"),
                AnswerPlace.SERVICE_TIER);
    }

    Usage responses(AnswerPlace tier) throws AmbiguousBodyException {
        return openai(
                required("input_tokens"),
                required("output_tokens"),
                usage.at("input_tokens_details"),
                usage.at("output_tokens_details"),
                tier);
    }

    /** Parts of the prompt that were cached are counted within it. */
    private Usage openai(long input, long output, AnswerPlace inputs, AnswerPlace outputs, AnswerPlace tier)
            throws AmbiguousBodyException {
        long cached = optional(inputs, "cached_tokens");
        long written = optional(inputs, "cache_write_tokens");
        require(cached + written <= input);
        require(optional(inputs, "audio_tokens") == 0);
        require(optional(outputs, "audio_tokens") == 0);
        // Some servers leave reasoning out of the answer's tokens, but not out of the total.
        long paid = Math.max(output, optional("total_tokens") - input);
        return new Usage(input - cached - written, cached, written, 0, paid, Tiers.ofOpenai(facts.text(tier)));
    }

    /**
     * Parts of the prompt that were cached are counted beside it.
     *
     * @param known what the stream has said before; its end repeats what was written, and not for how long
     */
    Usage messages(Optional<Usage> known) throws AmbiguousBodyException {
        long written = optional("cache_creation_input_tokens");
        long before = known.map(Usage::cacheWriteLong).orElse(0L);
        long hour = Math.max(before, optional(usage.at("cache_creation"), "ephemeral_1h_input_tokens"));
        long minutes = Math.max(optional(usage.at("cache_creation"), "ephemeral_5m_input_tokens"), written - hour);
        require(optional(usage.at("server_tool_use"), "web_search_requests") == 0);
        // Rounds of their own, of summing up for example, are billed and not in the sums.
        require(!facts.is(usage.at("iterations"), "[n"));
        require(isGlobal(facts.text(usage.at("inference_geo")).orElse("")));
        return new Usage(
                optional("input_tokens"),
                optional("cache_read_input_tokens"),
                minutes,
                hour,
                required("output_tokens"),
                Tiers.ofAnthropic(facts.text(usage.at("service_tier")), facts.text(usage.at("speed"))));
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
        long count = facts.count(usage.at(name), -1);
        if (count < 0) {
            throw new AmbiguousBodyException("does not say all of what it took");
        }
        return count;
    }

    private long optional(String name) throws AmbiguousBodyException {
        return optional(usage, name);
    }

    private long optional(AnswerPlace place, String name) throws AmbiguousBodyException {
        return facts.count(place.at(name), 0);
    }

    private static boolean isGlobal(String place) {
        return place.isEmpty() || place.equals("global") || place.equals("not_available");
    }

    private static void require(boolean priced) throws AmbiguousBodyException {
        if (!priced) {
            throw new AmbiguousBodyException("took something that tokens do not count");
        }
    }
}
