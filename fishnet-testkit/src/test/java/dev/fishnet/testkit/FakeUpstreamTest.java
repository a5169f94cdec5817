package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeUpstreamTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final FakeUpstream upstream = FakeUpstream.plain();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void everyByteOfARequestIsKept() throws Exception {
        String head =
                "POST /v1/x?y=%20z HTTP/1.1\r\nHost: a\r\nX-OdD:   spaced \r\nx-odd:two\r\nContent-Length: 3\r\n\r\n";
        try (RawClient client = new RawClient(upstream)) {
            client.send(head + "a\0b");

            RecordedRequest request = upstream.awaitRequest(SOON);

            assertEquals(head, request.headText());
            assertEquals("POST", request.method());
            assertEquals("/v1/x?y=%20z", request.target());
            assertEquals("/v1/x", request.path());
            assertEquals(new HeaderField("X-OdD", "spaced"), request.headers().get(1));
            assertEquals(List.of("spaced", "two"), request.headers("x-odd"));
            assertArrayEquals(new byte[] {'a', 0, 'b'}, request.body());
        }
    }

    @Test
    void aChunkedBodyIsKeptWithAndWithoutItsFraming() throws Exception {
        String raw = "3;a=b\r\nabc\r\n1\r\nd\r\n0\r\nx-t: 1\r\n\r\n";
        try (RawClient client = new RawClient(upstream)) {
            client.send("POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n" + raw);

            RecordedRequest request = upstream.awaitRequest(SOON);

            assertEquals("abcd", request.bodyText());
            assertEquals(raw, new String(request.rawBody(), ISO_8859_1));
        }
    }

    @Test
    void aConnectionIsKeptAliveAndAnswersComeInOrder() throws Exception {
        upstream.answerNext(Answer.json(200, "{\"n\":1}")).answerNext(Answer.json(200, "{\"n\":2}"));
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\n");

            String all = client.readAll();

            assertTrue(all.indexOf("{\"n\":1}") < all.indexOf("{\"n\":2}"), all);
            assertEquals(
                    List.of(1, 1),
                    upstream.requests().stream()
                            .map(RecordedRequest::connection)
                            .toList());
            assertEquals(1, upstream.connections());
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAnAnswerIsNoticed() throws Exception {
        upstream.answerNext(
                Chunks.eventStream().then(Chunks.chunk("data: 1\n\n")).then(Answer.never()));
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            client.readUntil("data: 1");
        }

        assertEquals(1, upstream.awaitDisconnect(SOON));
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsRequestIsNoticed() throws Exception {
        try (RawClient client = new RawClient(upstream)) {
            client.send("POST / HTTP/1.1\r\ncontent-length: 10\r\n\r\nhalf");
        }

        assertEquals(1, upstream.awaitDisconnect(SOON));
        assertEquals(List.of(), upstream.requests());
    }

    @Test
    void aClientThatLeavesBetweenRequestsIsNoEvent() throws Exception {
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET /v1/models HTTP/1.1\r\n\r\n");
            client.readUntil("owned_by");
        }

        assertThrows(AssertionError.class, () -> upstream.awaitDisconnect(AT_ONCE));
    }

    @Test
    void whatIsBehindAGateComesWhenItOpensAndNotBefore() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        upstream.answerNext(Answer.raw("first").then(Answer.waitFor(gate)).then(Answer.raw("second")));
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            assertEquals("first", client.readUntil("first"));
            assertEquals(0, client.available());

            gate.countDown();

            assertEquals("second", client.readUntil("second"));
        }
    }

    @Test
    void anAnswerIsCutOffToTheByte() throws Exception {
        upstream.answerNext(Answer.raw("0123456789").cutOffAfter(4, CutOff.CLEAN));
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET / HTTP/1.1\r\n\r\n");

            assertEquals("0123", client.readAll());
        }
    }

    @Test
    void aResetReachesTheClientAsOne() throws Exception {
        upstream.answerNext(Answer.end(CutOff.RST));
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET / HTTP/1.1\r\n\r\n");

            assertThrows(IOException.class, client::readAll);
        }
    }

    @Test
    void closingTheUpstreamEndsAnswersThatNeverCome() throws Exception {
        upstream.answerNext(Answer.never());
        try (RawClient client = new RawClient(upstream)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            upstream.awaitRequest(SOON);

            upstream.close();

            assertEquals("", client.readAll());
        }
    }

    @Test
    void aRequestThatNeverComesIsAFailureAndNotAHang() {
        assertThrows(AssertionError.class, () -> upstream.awaitRequest(AT_ONCE));
    }
}
