package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bodies and answers in pieces, always the same ones. What stands whole in a piece is read in another way than the
 * rest.
 */
@Tag("S-69")
class CutBodyTest {
    private static final List<String> PARTS = List.of(
            "ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zaB3dE5",
            "AKIAABCDEFGHIJKLMNOP",
            "sk-proj-",
            "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z",
            "T3BlbkFJ",
            "-----BEGIN RSA PRIVATE KEY-----",
            "MIIEpAIBAAKCAQEA7bq1x9k2mN3pQ4rS5tU6vW7xY8zA1bC2dE3fG4hI5jK6lM7nO8pQ9",
            "-----END RSA PRIVATE KEY-----",
            "---",
            "%20",
            "[31m",
            "\\u0041",
            "\\\\n",
            "\\n",
            "\\\"",
            "\\ud83d",
            "\\ud83d\\udc1f",
            "\ud83d\udc1f",
            "\u6d77",
            "\ufb03",
            "the quick brown fox ",
            "word",
            "_",
            "/",
            " ");

    private static final String SPICE = "\"\\{}[],:\u00e9 \n0";

    @Test
    void whereARequestIsCutDoesNotMatter() {
        Random random = new Random(69);
        int found = 0;
        for (int round = 0; round < 4_000; round++) {
            LlmApi api = LlmApi.values()[round % LlmApi.values().length];
            byte[] body = damaged(request(random), random);
            String whole = read(api, body, body.length, random);
            assertEquals(whole, read(api, body, 1, random), () -> new String(body, StandardCharsets.UTF_8));
            assertEquals(whole, read(api, body, 30, random), () -> new String(body, StandardCharsets.UTF_8));
            found += whole.contains("redacted by fishnet") ? 1 : 0;
        }
        assertTrue(found > 1_000, "found " + found);
    }

    @Test
    void whereAnAnswerIsCutDoesNotMatter() {
        Random random = new Random(70);
        List<RecordedAnswer> answers = RecordedAnswer.all().toList();
        for (int round = 0; round < 3_000; round++) {
            RecordedAnswer answer = answers.get(round % answers.size());
            byte[] bytes = damaged(answer.text(), random);
            boolean asked = random.nextBoolean();
            String whole = passed(answer, bytes, asked, bytes.length, random);
            assertEquals(whole, passed(answer, bytes, asked, 1, random), answer::file);
            assertEquals(whole, passed(answer, bytes, asked, 60, random), answer::file);
        }
    }

    @Test
    void theNextByteThatMattersIsFoundWhereverItStands() {
        Random random = new Random(71);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(12) == 0 ? random.nextInt(256) : ' ' + random.nextInt(95));
            }
            int from = random.nextInt(bytes.length + 1);
            int plain = from;
            while (plain < bytes.length && bytes[plain] >= ' ' && bytes[plain] != '"' && bytes[plain] != '\\') {
                plain++;
            }
            int line = from;
            while (line < bytes.length && bytes[line] != '\n' && bytes[line] != '\r') {
                line++;
            }
            assertEquals(plain, Octets.plainEnd(bytes, from, bytes.length));
            assertEquals(line, Octets.lineEnd(bytes, from, bytes.length));
        }
    }

    private static String request(Random random) {
        String text = "{'model':'m','%s':1,'messages':[{'role':'user','content':'%s'},{'role':'%s','content':'%s'}]}";
        return text.replace('\'', '"')
                .formatted(words(random, 4), words(random, 12), random.nextBoolean() ? "user" : "x", words(random, 3));
    }

    private static String words(Random random, int most) {
        return Stream.generate(() -> PARTS.get(random.nextInt(PARTS.size())))
                .limit(random.nextInt(most))
                .collect(Collectors.joining());
    }

    private static byte[] damaged(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) SPICE.charAt(random.nextInt(SPICE.length()));
        }
        return bytes;
    }

    private static String read(LlmApi api, byte[] body, int most, Random random) {
        InputStream cut = new ByteArrayInputStream(body) {
            @Override
            public int read(byte[] target) {
                int count = most == body.length ? most : 1 + random.nextInt(most);
                return read(target, 0, Math.min(target.length, count));
            }
        };
        try {
            return new PromptReader(body.length % 2 == 0)
                    .read(api, cut, body.length)
                    .toString();
        } catch (AmbiguousBodyException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String passed(RecordedAnswer answer, byte[] bytes, boolean asked, int most, Random random) {
        AnswerMeter meter = AnswerMeter.of(answer.api(), answer.streamed(), asked);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; ) {
            int count = most == bytes.length ? most : Math.min(1 + random.nextInt(most), bytes.length - from);
            ByteBuffer piece = ByteBuffer.allocateDirect(count).put(bytes, from, count);
            add(out, meter.pass(piece.flip()));
            from += count;
        }
        add(out, meter.finish());
        return meter.usage() + " " + out.toString(StandardCharsets.UTF_8);
    }

    private static void add(ByteArrayOutputStream out, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        out.writeBytes(copy);
    }
}
