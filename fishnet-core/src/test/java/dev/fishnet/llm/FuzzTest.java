package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mutated bodies and answers, always the same ones. */
class FuzzTest {
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> BODIES = List.of(
            "{'model':'gpt-5','stream':true,'stream_options':{'x':[1,-2.5e3,null]},'n':2,'messages':[{'role':'system',"
                    + "'content':'\\ud83d\\udc1f \\u00fc\u00fc \ud83d\udc1f'},{'role':'user','content':[{'type':'text'}]}]}",
            "{'model':'claude','max_tokens':10,'system':[{'type':'text','text':'ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zaB3dE5'}],"
                    + "'tools':[{'name':'f','input_schema':{'type':'object'}}]}");
    private static final byte[] SPICE =
            "{}[]\",:\\u0 \n\r\tnulltruefalse-+.eE19\u00c3\u00ff\u0000'/".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    @Tag("S-34")
    void aReaderRefusesOrAgreesWithAnotherStrictOne() {
        Random random = new Random(5);
        int read = 0;
        for (int round = 0; round < 60_000; round++) {
            byte[] body = mutated(Prompts.bytes(BODIES.get(round % BODIES.size())), random, round % 4);
            LlmApi api = LlmApi.values()[random.nextInt(LlmApi.values().length)];
            try {
                PromptFacts facts = Prompts.readRaw(api, body, random.nextBoolean());
                String edited = Prompts.edited(body, facts.redaction());
                assertEquals(
                        facts.model().orElse(null),
                        STRICT.readTree(body).path("model").textValue());
                assertTrue(STRICT.readTree(edited).isObject());
                STRICT.readTree(Prompts.edited(body, facts.accounting()));
                read++;
            } catch (AmbiguousBodyException e) {
                assertTrue(String.valueOf(e.getMessage()).length() < 100);
            } catch (IOException e) {
                throw new AssertionError(
                        "taken, and refused by another: " + new String(body, StandardCharsets.UTF_8), e);
            }
        }
        assertTrue(read > 5_000, "read " + read);
    }

    @Test
    @Tag("S-36")
    void aMeterNeverThrowsAndLosesNothing() {
        Random random = new Random(7);
        List<RecordedAnswer> answers = RecordedAnswer.all().toList();
        for (int round = 0; round < 8_000; round++) {
            RecordedAnswer answer = answers.get(round % answers.size());
            byte[] bytes = mutated(answer.bytes(), random, 1 + round % 6);
            AnswerMeter counting = AnswerMeter.of(answer.api(), random.nextBoolean(), false);
            AnswerMeter rewriting = AnswerMeter.of(answer.api(), answer.streamed(), true);
            int passed = 0;
            for (int from = 0; from < bytes.length; ) {
                int count = Math.min(1 + random.nextInt(200), bytes.length - from);
                passed += counting.pass(ByteBuffer.wrap(bytes, from, count)).remaining();
                rewriting.pass(ByteBuffer.wrap(bytes, from, count));
                from += count;
            }
            rewriting.finish();
            counting.usage();
            rewriting.usage();

            assertEquals(bytes.length, passed + counting.finish().remaining());
        }
    }

    private static byte[] mutated(byte[] original, Random random, int times) {
        byte[] bytes = original.clone();
        for (int i = 0; i < times; i++) {
            bytes[random.nextInt(bytes.length)] = SPICE[random.nextInt(SPICE.length)];
        }
        return bytes;
    }
}
