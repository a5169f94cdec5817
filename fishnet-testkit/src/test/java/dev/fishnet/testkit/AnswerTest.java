package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTest {
    private final FakeUpstream upstream = FakeUpstream.plain();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void aReplyIsCompleteHttp() throws Exception {
        assertEquals(
                "HTTP/1.1 401 Unauthorized\r\nx-a: 1\r\nx-b: 2\r\ncontent-length: 4\r\n\r\nbody",
                received(Answer.reply(401, "body", "x-a: 1", "x-b: 2")));
    }

    @Test
    void rawBytesAreSentAsTheyAre() throws Exception {
        assertEquals("\0\u00ff not http", received(Answer.raw("\0\u00ff not http")));
    }

    @Test
    void interimResponsesComeFirst() throws Exception {
        assertEquals(
                "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
                received(Answer.interim(103, "link: </a>").then(Answer.reply(200, ""))));
    }

    @Test
    void chunksAndTrailersAreFramed() throws Exception {
        assertEquals(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nb\r\nhello there\r\n0\r\nx-t: 1\r\n\r\n",
                received(Chunks.head(200).then(Chunks.chunk("hello there")).then(Chunks.end("x-t: 1"))));
    }

    @Test
    void aGzipCodedBodySaysSo() throws Exception {
        String answer = received(Answer.gzip(200, "{}", "content-type: application/json"));

        assertTrue(answer.contains("content-encoding: gzip\r\n") && answer.contains("\u001f\u008b"), answer);
    }

    @Test
    void anActionRunsBetweenTwoParts() throws Exception {
        AtomicBoolean done = new AtomicBoolean();

        received(Answer.raw("a").then(Answer.run(() -> done.set(true))));

        assertTrue(done.get());
    }

    static Stream<Named<Answer>> echoes() {
        return Stream.of(
                Named.of("body", Echo.inBody(200)),
                Named.of("html", Echo.inHtml(502)),
                Named.of("header", Echo.inHeader("x-debug", 200)),
                Named.of("redirect", Echo.inRedirect(302, "https://elsewhere.example/")),
                Named.of("trailer", Echo.inTrailer("x-debug")));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void anEchoTellsTheClientItsCredential(Answer echo) throws Exception {
        assertTrue(received(echo).contains("canary-1"));
    }

    private String received(Answer answer) throws Exception {
        upstream.answerNext(answer);
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET / HTTP/1.1\r\nx-api-key: canary-1\r\nconnection: close\r\n\r\n");
            return client.readAll();
        }
    }
}
