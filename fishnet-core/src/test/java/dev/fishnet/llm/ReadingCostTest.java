package dev.fishnet.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fishnet.spend.Usage;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** To read a request and its answer leaves little behind: what they are read with is used again. */
class ReadingCostTest {
    /** A third more than both take; without readers that are kept it would be three times as much. */
    private static final long MOST_BYTES = 1536;

    private static final int ROUNDS = 500;
    private static final byte[] PROMPT =
            "{\"model\":\"gpt-fake\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi there\"}]}"
                    .getBytes(UTF_8);
    private static final byte[] ANSWER =
            ("{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"}}],"
                            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,\"total_tokens\":21}}")
                    .getBytes(UTF_8);

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final PromptReader reader = new PromptReader(false);

    @Test
    void readingARequestAndItsAnswerLeavesLittleBehind() throws Exception {
        rounds();

        long before = threads.getCurrentThreadAllocatedBytes();
        rounds();
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;

        assertTrue(each <= MOST_BYTES, () -> "one request and its answer took " + each + " bytes");
    }

    private void rounds() throws AmbiguousBodyException {
        for (int i = 0; i < ROUNDS; i++) {
            PromptFacts facts = reader.read(LlmApi.CHAT_COMPLETIONS, new ByteArrayInputStream(PROMPT), PROMPT.length);
            assertEquals(Optional.of("gpt-fake"), facts.model());
            AnswerMeter meter = AnswerMeter.of(LlmApi.CHAT_COMPLETIONS, false, false);
            meter.pass(ByteBuffer.wrap(ANSWER));
            assertEquals(Optional.of(Usage.of(9, 12)), meter.usage());
        }
    }

    /** What one body leaves in the tools must not be found in the next. */
    @Test
    void whatWasReadBeforeMakesNoDifference() throws AmbiguousBodyException {
        String secret = "AKIAIOSFODNN7EXAMPLE";
        String first = "{\"model\":\"a\",\"" + secret + "\":1,\"messages\":[{\"role\":\"system\",\"content\":\""
                + secret + " at its end -----BEGIN\"}]}";
        PromptFacts fresh = read(PROMPT);
        assertEquals(2, read(first.getBytes(UTF_8)).redaction().size());
        assertEquals(fresh, read(PROMPT));
    }

    /** The tools of a body that was refused halfway are not used again. */
    @Test
    void whatWasRefusedBeforeMakesNoDifference() throws AmbiguousBodyException {
        PromptFacts fresh = read(PROMPT);
        for (int end = 1; end < PROMPT.length; end++) {
            byte[] cut = Arrays.copyOf(PROMPT, end);
            assertThrows(AmbiguousBodyException.class, () -> read(cut));
            assertEquals(fresh, read(PROMPT));
        }
    }

    private PromptFacts read(byte[] body) throws AmbiguousBodyException {
        return reader.read(LlmApi.CHAT_COMPLETIONS, new ByteArrayInputStream(body), body.length);
    }
}
