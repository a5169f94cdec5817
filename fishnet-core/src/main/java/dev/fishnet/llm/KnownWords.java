package dev.fishnet.llm;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names and values that the APIs use. They need not be made anew for every request, and are as good as compared once
 * they are found here. A word that is missing is read all the same.
 */
final class KnownWords {
    private static final String WORDS = "0 1 2 3 4 5 6 7 8 9 true false null accepted_prediction_tokens annotations"
            + " arguments assistant audio audio_tokens auto budget_tokens cache_control cache_creation"
            + " cache_creation_input_tokens cache_read_input_tokens cache_write_tokens cached_tokens call_id"
            + " chat.completion chat.completion.chunk choices code completed completion_tokens"
            + " completion_tokens_details content content_block content_block_delta content_block_start"
            + " content_block_stop content_index created created_at data default delta description developer dimensions"
            + " effort embedding encoding_format encrypted_content end_turn enum ephemeral ephemeral_1h_input_tokens"
            + " ephemeral_5m_input_tokens error fallbacks file_id finish_reason format frequency_penalty function"
            + " function_call functions id image_url in_progress include include_usage incomplete_details index"
            + " inference_geo input input_schema input_text input_tokens input_tokens_details instructions item item_id"
            + " iterations items json_schema length list logit_bias logprobs max_completion_tokens max_output_tokens"
            + " max_tokens message message_delta message_start message_stop messages metadata modalities model n name"
            + " object obfuscation output output_index output_text output_tokens output_tokens_details parallel_tool_calls"
            + " parameters part partial_json ping presence_penalty previous_response_id priority prompt"
            + " prompt_cache_key prompt_tokens prompt_tokens_details properties reasoning reasoning_effort"
            + " reasoning_tokens refusal rejected_prediction_tokens required response response.completed"
            + " response.created response.in_progress response.output_text.delta response_format role safety_identifier"
            + " seed sequence_number server_tool_use service_tier signature speed status stop stop_reason stop_sequence"
            + " store stream stream_options strict string summary system system_fingerprint temperature text text_delta"
            + " thinking tool tool_call_id tool_calls tool_choice tool_result tool_use tool_use_id tools top_logprobs"
            + " top_p total_tokens truncation type url usage user verbosity web_search_requests";
    private static final int SLOTS = 1024;
    private static final int MASK = SLOTS - 1;
    private static final @Nullable String[] FOUND = new String[SLOTS];
    private static final byte[][] SPELT = new byte[SLOTS][];

    static {
        Stream.of(WORDS.split(" ")).forEach(KnownWords::put);
    }

    private KnownWords() {}

    private static void put(String word) {
        byte[] spelt = word.getBytes(StandardCharsets.US_ASCII);
        int slot = slot(spelt, 0, spelt.length);
        while (FOUND[slot] != null) {
            slot = (slot + 1) & MASK;
        }
        FOUND[slot] = word.intern();
        SPELT[slot] = spelt;
    }

    /** The word that is spelt by some bytes of an array; null where it is not one of these. */
    static @Nullable String find(byte[] ascii, int from, int to) {
        if (from == to) {
            return "";
        }
        int slot = slot(ascii, from, to);
        while (FOUND[slot] != null) {
            if (isSpelt(SPELT[slot], ascii, from, to)) {
                return FOUND[slot];
            }
            slot = (slot + 1) & MASK;
        }
        return null;
    }

    /** They are so short that comparing them in one go would take longer. */
    private static boolean isSpelt(byte[] word, byte[] ascii, int from, int to) {
        if (word.length != to - from) {
            return false;
        }
        int same = 0;
        while (same < word.length && word[same] == ascii[from + same]) {
            same++;
        }
        return same == word.length;
    }

    private static int slot(byte[] ascii, int from, int to) {
        int size = to - from;
        int mixed = (size * 31 + ascii[from]) * 31 + ascii[from + size / 2];
        return (mixed * 31 + ascii[to - 1]) & MASK;
    }
}
