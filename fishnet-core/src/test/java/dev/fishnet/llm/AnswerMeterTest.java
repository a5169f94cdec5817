package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerMeterTest {
    @ParameterizedTest
    @MethodSource("answers")
    @Tag("S-36")
    void anAnswersUsageIsWhatItsProviderDocuments(RecordedAnswer answer) {
        assertEquals(
                answer.usage(), passed(answer, answer.bytes().length, false).usage());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whereAnAnswerIsCutIntoPiecesDoesNotMatter(RecordedAnswer answer) {
        assertEquals(answer.usage(), passed(answer, 1, false).usage());
        for (int first = 1; first < answer.bytes().length; first++) {
            AnswerMeter meter = AnswerMeter.of(answer.api(), answer.streamed(), false);
            meter.pass(ByteBuffer.wrap(answer.bytes(), 0, first));
            meter.pass(ByteBuffer.wrap(answer.bytes(), first, answer.bytes().length - first));

            assertEquals(answer.usage(), meter.usage(), () -> answer.file());
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatNobodyAskedForPassesAsItIs(RecordedAnswer answer) {
        AnswerMeter meter = AnswerMeter.of(answer.api(), answer.streamed(), false);

        ByteBuffer out = meter.pass(ByteBuffer.wrap(answer.bytes()));

        assertEquals(ByteBuffer.wrap(answer.bytes()), out);
        assertEquals(0, meter.finish().remaining());
    }

    @ParameterizedTest
    @CsvSource({"chat-stream", "chat-stream-obfuscated", "completions-stream"})
    void theAgentSeesWhatItHadSeenHadNobodyAsked(String name) {
        RecordedAnswer asked = RecordedAnswer.named(name + "-usage.sse");
        byte[] unasked = RecordedAnswer.named(name + ".sse").bytes();

        assertArrayEquals(unasked, rewritten(asked, asked.bytes().length));
        assertArrayEquals(unasked, rewritten(asked, 1));
        for (int piece = 2; piece < 300; piece++) {
            assertArrayEquals(unasked, rewritten(asked, piece));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void takingTheUsageOutDoesNotLoseIt(RecordedAnswer answer) {
        assertEquals(answer.usage(), passed(answer, 7, true).usage());
    }

    @Test
    void linesMayEndInEveryWayThatEventsAllow() {
        RecordedAnswer answer = RecordedAnswer.named("chat-stream-usage.sse");
        for (String end : new String[] {"\n", "\r", "\r\n"}) {
            RecordedAnswer variant = answer.with(answer.text().replace("\n", end));
            String unasked = RecordedAnswer.named("chat-stream.sse").text().replace("\n", end);

            assertEquals(unasked, new String(rewritten(variant, 1), StandardCharsets.UTF_8));
            assertEquals(answer.usage(), passed(variant, 5, true).usage());
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamThatIsCutNeverSaysLessThanTheWhole(RecordedAnswer answer) {
        for (int length = 0; length < answer.bytes().length; length++) {
            AnswerMeter meter = AnswerMeter.of(answer.api(), true, false);
            meter.pass(ByteBuffer.wrap(answer.bytes(), 0, length));

            Optional<Usage> said = meter.usage();
            assertTrue(said.isEmpty() || said.equals(answer.usage()), answer::file);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aCompressedAnswerCountsTheSame(RecordedAnswer answer) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(answer.bytes());
        }
        AnswerMeter meter = AnswerMeter.of(answer.api(), answer.streamed(), false);
        byte[] piece = new byte[64];
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            for (int count = unpacked.read(piece); count >= 0; count = unpacked.read(piece)) {
                meter.pass(ByteBuffer.wrap(piece, 0, count));
            }
        }

        assertEquals(answer.usage(), meter.usage());
    }

    static Stream<RecordedAnswer> answers() {
        return RecordedAnswer.all();
    }

    static Stream<RecordedAnswer> streams() {
        return RecordedAnswer.all().filter(RecordedAnswer::streamed);
    }

    private static AnswerMeter passed(RecordedAnswer answer, int piece, boolean asked) {
        AnswerMeter meter = AnswerMeter.of(answer.api(), answer.streamed(), asked);
        for (int from = 0; from < answer.bytes().length; from += piece) {
            int count = Math.min(piece, answer.bytes().length - from);
            meter.pass(ByteBuffer.wrap(answer.bytes(), from, count));
        }
        return meter;
    }

    private static byte[] rewritten(RecordedAnswer answer, int piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AnswerMeter meter = AnswerMeter.of(answer.api(), true, true);
        for (int from = 0; from < answer.bytes().length; from += piece) {
            int count = Math.min(piece, answer.bytes().length - from);
            add(out, meter.pass(ByteBuffer.wrap(answer.bytes(), from, count)));
        }
        add(out, meter.finish());
        return out.toByteArray();
    }

    private static void add(ByteArrayOutputStream out, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        out.writeBytes(copy);
    }
}
