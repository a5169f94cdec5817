package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an answer says that is not clear, the reservation stays: nothing here may make an answer cheap. */
@Tag("S-36")
class DoubtfulAnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"usage\":null}",
                "{\"usage\":{}}",
                "{\"usage\":[{\"prompt_tokens\":1,\"completion_tokens\":1}]}",
                "{\"usage\":{\"prompt_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":\"1\",\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":1e1,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":1.0,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1},\"usage\":{}}",
                "{\"usage\":{\"prompt_tokens\":1,\"prompt_tokens\":1,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}{}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1},\"service_tier\":\"gold\"}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":2}}}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":9,"
                        + "\"completion_tokens_details\":{\"audio_tokens\":2}}}",
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}]}",
                "{\"choices\":{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}}",
                "{\"id\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":1,\\\"completion_tokens\\\":1}\"}"
            })
    void aPlainAnswerThatIsNotClearSaysNothing(String answer) {
        assertEquals(Optional.empty(), usage(LlmApi.CHAT_COMPLETIONS, false, answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n",
                ": data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n",
                "event: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n",
                "data: {\"choices\":[{}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n",
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\ndata: x\n\n",
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n"
                        + "data: {\"error\":{\"message\":\"m\"}}\n\n",
                "data: [DONE]\n\n"
            })
    void aStreamThatIsNotClearSaysNothing(String answer) {
        assertEquals(Optional.empty(), usage(LlmApi.CHAT_COMPLETIONS, true, answer));
    }

    @Test
    void aFieldMaySpanSeveralLinesOfData() {
        String answer =
                "data:{\"choices\":[],\"usage\":\ndata: {\"prompt_tokens\":1,\ndata:\"completion_tokens\":2}}\n\n";

        assertEquals(Optional.of(Usage.of(1, 2)), usage(LlmApi.CHAT_COMPLETIONS, true, answer));
    }

    @Test
    void ofTwoReportsTheLargerCounts() {
        String large = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":50,\"completion_tokens\":20}}\n\n";
        String small = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n";

        assertEquals(Optional.of(Usage.of(50, 20)), usage(LlmApi.CHAT_COMPLETIONS, true, large + small));
        assertEquals(Optional.of(Usage.of(50, 20)), usage(LlmApi.CHAT_COMPLETIONS, true, small + large));
    }

    @Test
    void reasoningThatOnlyTheTotalCountsIsPaid() {
        String answer = "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":115}}";

        assertEquals(Optional.of(Usage.of(10, 105)), usage(LlmApi.CHAT_COMPLETIONS, false, answer));
    }

    @Test
    void countingAlongIsNotTheEndUntilTheEnd() {
        String chunk = "data: {\"choices\":[{}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3}}\n\n";

        assertEquals(Optional.of(Usage.of(5, 3)), usage(LlmApi.CHAT_COMPLETIONS, true, chunk + "data: [DONE]\n\n"));
    }

    @Test
    void anEventTooLongToBeHeldPassesAndIsNotCounted() {
        AnswerMeter meter = AnswerMeter.of(LlmApi.CHAT_COMPLETIONS, true, true);
        ByteBuffer start = bytes("data: {\"choices\":[],\"usage\":null,\"x\":\"");
        long passed = meter.pass(start).remaining();
        ByteBuffer piece = bytes("a".repeat(1 << 20));
        for (int i = 0; i < 20; i++) {
            passed += meter.pass(piece.duplicate()).remaining();
        }
        passed += meter.pass(bytes("\"}\n\n")).remaining() + meter.finish().remaining();

        assertEquals(start.capacity() + 20L * piece.capacity() + 4, passed);
        assertTrue(meter.usage().isEmpty());
    }

    private static Optional<Usage> usage(LlmApi api, boolean streamed, String answer) {
        AnswerMeter meter = AnswerMeter.of(api, streamed, false);
        meter.pass(bytes(answer));
        return meter.usage();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
