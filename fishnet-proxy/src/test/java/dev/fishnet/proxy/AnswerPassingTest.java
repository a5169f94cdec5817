package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import dev.fishnet.testkit.CutOff;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent gets of what an upstream answers. */
class AnswerPassingTest {
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
    void theWholeHeadIsAsExpected() throws IOException {
        Reply reply = answered(Answer.reply(
                200,
                "ok",
                "Server: x",
                "Connection: keep-alive, X-Hop",
                "X-Hop: 1",
                "Keep-Alive: timeout=5",
                "Upgrade: h2c",
                "Proxy-Authenticate: x",
                "Trailer: y",
                "X-Request-Id: req_1"));
        assertEquals("HTTP/1.1 200 OK\r\nServer: x\r\nX-Request-Id: req_1\r\ncontent-length: 2\r\n\r\n", reply.head());
        assertEquals("ok", reply.text());
    }

    @Test
    @Tag("S-06")
    void aRedirectIsPassedOnAndNotFollowed() throws IOException {
        Reply reply = answered(Answer.redirect(307, "https://evil.example/"));
        assertEquals(307, reply.status());
        assertTrue(reply.says("location: https://evil.example/"));
        assertEquals(1, door.upstream.requests().size());
    }

    @Test
    void trailersAreDropped() throws IOException {
        Reply reply = answered(
                Chunks.head(200, "trailer: x-sum").then(Chunks.chunk("abc")).then(Chunks.end("x-sum: 1")));
        assertEquals("abc", reply.text());
        assertTrue(reply.says("transfer-encoding: chunked"));
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        Reply reply = answered(
                Answer.interim(103, "link: </x>").then(Answer.interim(100)).then(Answer.json(200, "{}")));
        assertEquals(200, reply.status());
    }

    @ParameterizedTest
    @CsvSource({"204, ''", "304, ''", "304, 'content-length: 10\r\n'"})
    void anAnswerWithoutABodyEndsWithItsHead(int status, String length) throws IOException {
        door.upstream.answerNext(Answer.raw("HTTP/1.1 " + status + " x\r\n" + length + "etag: \"a\"\r\n\r\n"));
        try (RawAgent agent = door.agent()) {
            agent.send(door.get("/proxy/openai/v1/models") + door.get("/health"));
            assertEquals(status, agent.reply(false).status());
            assertEquals("{\"status\":\"ok\"}", agent.reply().text());
        }
    }

    @Test
    void anAnswerToHeadHasALengthAndNoBody() throws IOException {
        door.upstream.answerNext(Answer.raw("HTTP/1.1 200 x\r\ncontent-length: 10\r\n\r\n"));
        try (RawAgent agent = door.agent()) {
            agent.send(door.get("/proxy/openai/v1/models").replaceFirst("GET", "HEAD") + door.get("/health"));
            assertTrue(agent.reply(false).says("content-length: 10"));
            assertEquals("{\"status\":\"ok\"}", agent.reply().text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.0 200 x\r\n\r\n", "HTTP/1.1 200 x\r\nconnection: close\r\n\r\n", "HTTP/1.1 200 x\r\n\r\n"
            })
    void aBodyThatEndsWithItsConnectionIsSentInChunks(String head) throws IOException {
        Reply reply = answered(Answer.raw(head + "until the end").then(Answer.end(CutOff.CLEAN)));
        assertEquals("until the end", reply.text());
        assertTrue(reply.says("transfer-encoding: chunked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/9.1 200 x\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 99 x\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 600 x\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 -200 x\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 101 x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
                "HTTP/1.1 200 x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
                "HTTP/1.1 200 x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 x\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 x\r\nx(y: z\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 200 x\nx: y\ncontent-length: 0\n\n",
                "HTTP/1.1 200 x\r\nx: a\u0000b\r\ncontent-length: 0\r\n\r\n"
            })
    void aMalformedAnswerIsNotPassedOn(String answer) throws IOException {
        assertRefused(502, "upstream_malformed", Answer.raw(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 x\r\nx: y\r\n z\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 200 x\r\nx: y\r\n\tcontent-length: 5\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 200 x\r\n x: y\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 103 x\r\nx: y\r\n z\r\n\r\nHTTP/1.1 200 x\r\ncontent-length: 0\r\n\r\n"
            })
    @Tag("S-08")
    void f14AFoldedLineInAnAnswersHeadIsNotPassedOn(String answer) throws IOException {
        assertRefused(502, "upstream_malformed", Answer.raw(answer));
    }

    @Test
    void f14BodiesMayHaveLinesThatBeginWithABlank() throws IOException {
        assertEquals(" a\r\n b", answered(Answer.reply(200, " a\r\n b")).text());
    }

    @Test
    @Tag("S-08")
    void f14RespeltLengthsAndCodingsAreDropped() throws IOException {
        Reply reply = answered(
                Answer.reply(200, "ok", "Content_Length: 9", "content_encoding: gzip", "Content_Type: a", "X_Y: z"));
        assertEquals("HTTP/1.1 200 OK\r\nX_Y: z\r\ncontent-length: 2\r\n\r\n", reply.head());
    }

    @Test
    void anAnswerWithTooLargeAHeadIsNotPassedOn() throws IOException {
        assertRefused(502, "upstream_malformed", Answer.reply(200, "", "x-padding: " + "x".repeat(40_000)));
    }

    @Test
    void endlessInterimAnswersAreNotWaitedOut() throws IOException {
        Answer many = Answer.interim(102);
        for (int i = 0; i < 20; i++) {
            many = many.then(Answer.interim(102));
        }
        assertRefused(502, "upstream_malformed", many);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "identity, gzip", "gzip, gzip", "compress"})
    void aCodedAnswerIsNotPassedOn(String coding) throws IOException {
        assertRefused(502, "upstream_encoding_refused", Answer.reply(200, "x", "content-encoding: " + coding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nx: y\r\n"})
    void anUpstreamThatEndsBeforeItAnswersIsReported(String begun) throws IOException {
        assertRefused(502, "upstream_unreachable", Answer.raw(begun).then(Answer.end(CutOff.CLEAN)));
        assertEquals(1, door.upstream.requests().size(), "a request is not sent twice: it may cost money");
    }

    @Test
    void anUpstreamThatIsNotThereIsReported() throws IOException {
        door.upstream.close();
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            Reply reply = agent.reply();
            assertEquals(502, reply.status());
            assertEquals("upstream_unreachable", reply.reason());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n",
                "transfer-encoding: chunked\r\n\r\n9\r\nabcde",
                "content-length: 9\r\n\r\nabcde",
                "transfer-encoding: chunked\r\n\r\n5\r\nabcde\r\nxyz\r\n"
            })
    void anAnswerThatIsCutOffDoesNotLookWhole(String rest) throws IOException {
        for (CutOff how : CutOff.values()) {
            door.upstream.answerNext(Answer.raw("HTTP/1.1 200 OK\r\n" + rest).then(Answer.end(how)));
            try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
                assertThrows(EOFException.class, () -> requireWhole(agent), how.name());
            }
        }
    }

    /** A reset may overtake the beginning of the answer, which is then refused instead. */
    private static void requireWhole(RawAgent agent) throws IOException {
        if (agent.reply().status() == 502) {
            throw new EOFException("refused");
        }
    }

    @Test
    void bytesAfterAnAnswerAreNotTakenForTheNext() throws IOException {
        door.upstream.answerNext(Answer.raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n"));
        door.upstream.answerNext(Answer.raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nme"));
        try (RawAgent agent = door.agent()) {
            assertEquals(
                    "ok",
                    agent.send(door.get("/proxy/openai/v1/models")).reply().text());
            assertEquals(
                    "me",
                    agent.send(door.get("/proxy/openai/v1/models")).reply().text());
        }
        assertEquals(2, door.upstream.connections());
    }

    @Test
    void anErrorOfTheUpstreamPassesAsItIs() throws IOException {
        Reply reply = answered(Answer.json(429, "{\"error\":{\"message\":\"slow down\"}}"));
        assertEquals(429, reply.status());
        assertEquals("{\"error\":{\"message\":\"slow down\"}}", reply.text());
        assertFalse(reply.head().contains("x-fishnet-reason"));
    }

    private void assertRefused(int status, String rule, Answer answer) throws IOException {
        Reply reply = answered(answer);
        assertEquals(status, reply.status());
        assertEquals(rule, reply.reason());
    }

    private Reply answered(Answer answer) throws IOException {
        door.upstream.answerNext(answer);
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            return agent.reply();
        }
    }
}
