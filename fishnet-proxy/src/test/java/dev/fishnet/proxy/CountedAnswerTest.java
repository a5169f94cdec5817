package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an agent sees of an answer that is counted on its way. */
class CountedAnswerTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"gpt-fake\",\"stream\":true%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        door = Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    @Tag("S-46")
    void usageIsAskedForAndTheAgentSeesNothingOfIt() throws IOException {
        Reply counted = asked(door.ask(CHAT, BODY.formatted("")));
        String sent = door.upstream.requests().getFirst().bodyText();
        assertTrue(sent.contains("include_usage"), sent);
        door.upstream.answerNext(Chunks.eventStream()
                .then(Chunks.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n"))
                .then(Chunks.chunk(
                        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n"))
                .then(Chunks.chunk("data: [DONE]\n\n"))
                .then(Chunks.end()));
        assertFalse(counted.text().contains("\"prompt_tokens\""), counted.text());
        assertEquals(
                "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n",
                asked(door.ask(CHAT, BODY.formatted(""))).text());
    }

    @Test
    @Tag("S-46")
    void usageTheAgentAskedForIsItsOwn() throws IOException {
        String asking = BODY.formatted(",\"stream_options\":{\"include_usage\":true}");
        Reply reply = asked(door.ask(CHAT, asking));
        assertEquals(asking, door.upstream.requests().getFirst().bodyText());
        assertTrue(reply.text().contains("\"prompt_tokens\":14"), reply.text());
    }

    @Test
    void aCompressedAnswerIsReadAndPassedOnPlain() throws IOException {
        door.upstream.answerNext(Answer.gzip(200, "{\"a\":1}", "content-type: application/json"));
        Reply reply = asked(door.get("/proxy/openai/v1/models"));
        assertEquals("{\"a\":1}", reply.text());
        assertFalse(reply.head().contains("content-encoding"), reply.head());
        assertFalse(reply.head().contains("content-length"), reply.head());
    }

    @Test
    void aDeflatedAnswerIsToo() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
            deflate.write("plain".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        door.upstream.answerNext(Answer.reply(200, packed.toByteArray(), "content-encoding: deflate"));
        assertEquals(
                "plain".repeat(1000), asked(door.get("/proxy/openai/v1/models")).text());
    }

    @Test
    @Tag("S-05")
    void aKeyInACompressedAnswerIsMasked() throws IOException {
        door.upstream.answerNext(Answer.gzip(200, "You sent " + Door.OPENAI_KEY + "."));
        assertEquals(
                "You sent " + "*".repeat(Door.OPENAI_KEY.length()) + ".",
                asked(door.get("/proxy/openai/v1/models")).text());
    }

    @Test
    @Tag("S-10")
    void anAnswerThatGrowsBeyondMeasureIsCutOff() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 32; i++) {
                gzip.write(zeros);
            }
        }
        door.upstream.answerNext(Answer.reply(200, packed.toByteArray(), "content-encoding: gzip"));
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            assertThrows(EOFException.class, agent::reply);
            assertTrue(agent.content().length < 8 << 20, "it was passed on");
        }
    }

    @Test
    void aCompressedAnswerThatEndsTooSoonIsNotTakenForAWholeOne() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("plain".getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 1);
        door.upstream.answerNext(Answer.reply(200, cut, "content-encoding: gzip"));
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            assertThrows(EOFException.class, agent::reply);
        }
    }

    private Reply asked(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }
}
