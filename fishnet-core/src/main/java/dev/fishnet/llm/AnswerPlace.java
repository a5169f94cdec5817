package dev.fishnet.llm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in an answer, or in one event of it, where something stands that says what it took. */
final class AnswerPlace {
    private static final String[] COUNTS = {
        "cache_creation_input_tokens",
        "cache_read_input_tokens",
        "completion_tokens",
        "inference_geo",
        "input_tokens",
        "iterations",
        "output_tokens",
        "prompt_tokens",
        "service_tier",
        "speed",
        "total_tokens"
    };
    private static final String[] PARTS = {"audio_tokens", "cache_write_tokens", "cached_tokens"};

    private static int made;

    /** The answer itself. */
    static final AnswerPlace ROOT = new AnswerPlace();

    static final AnswerPlace CHOICES = ROOT.with("choices");
    static final AnswerPlace ERROR = ROOT.with("error");
    static final AnswerPlace SERVICE_TIER = ROOT.with("service_tier");
    static final AnswerPlace TYPE = ROOT.with("type");
    static final AnswerPlace STOP_REASON = ROOT.with("delta").with("stop_reason");
    static final AnswerPlace USAGE = ROOT.withUsage();
    static final AnswerPlace RESPONSE_TIER = ROOT.with("response").with("service_tier");
    static final AnswerPlace RESPONSE_USAGE = ROOT.with("response").withUsage();
    static final AnswerPlace MESSAGE_USAGE = ROOT.with("message").withUsage();

    private final Map<String, AnswerPlace> within = new HashMap<>();
    private final int number;

    private AnswerPlace() {
        number = made;
        made++;
    }

    private AnswerPlace with(String... names) {
        AnswerPlace last = this;
        for (String name : names) {
            last = within.computeIfAbsent(name, missing -> new AnswerPlace());
        }
        return last;
    }

    private AnswerPlace withUsage() {
        AnswerPlace usage = with("usage");
        usage.with(COUNTS);
        for (String tokens : new String[] {"prompt", "completion", "input", "output"}) {
            usage.with(tokens + "_tokens_details").with(PARTS);
        }
        usage.with("cache_creation").with("ephemeral_1h_input_tokens", "ephemeral_5m_input_tokens");
        usage.with("server_tool_use").with("web_search_requests");
        return usage;
    }

    /** How many places there are. */
    static int count() {
        return made;
    }

    /** Unlike any other place's, from 0 on. */
    int number() {
        return number;
    }

    /** The place of a member; null where nothing matters. */
    @Nullable
    AnswerPlace find(String name) {
        return within.get(name);
    }

    /**
     * The place of a member that matters.
     *
     * @throws IllegalArgumentException when it does not
     */
    AnswerPlace at(String name) {
        AnswerPlace place = within.get(name);
        if (place == null) {
            throw new IllegalArgumentException("nothing is read at " + name);
        }
        return place;
    }
}
