package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * What a {@link FakeUpstream} does about one request. The connection stays open afterwards, unless the answer ended it
 * or the request asked for that. {@link Chunks} and {@link Echo} make more of them.
 */
@FunctionalInterface
public interface Answer {
    /**
     * Sends the answer, the whole of it.
     *
     * @throws IOException when the client went away; ends the connection
     */
    void send(RecordedRequest request, Exchange exchange) throws IOException, InterruptedException;

    /** This answer, then the other on the same request: parts of a response, waits, endings. */
    default Answer then(Answer other) {
        return (request, exchange) -> {
            send(request, exchange);
            other.send(request, exchange);
        };
    }

    /** Only the first so many bytes of this answer, then the connection ends. */
    default Answer cutOffAfter(int bytes, CutOff how) {
        return (request, exchange) -> send(request, exchange.limitedTo(bytes, how));
    }

    /** What the played API answers on that path, for scripts that change only some answers. */
    static Answer played() {
        return PlayedApi::answer;
    }

    /** Exactly these bytes, which need not be HTTP. */
    static Answer raw(byte[] bytes) {
        byte[] copy = bytes.clone();
        return (request, exchange) -> exchange.send(copy);
    }

    /** Exactly these characters below 256, a byte each. */
    static Answer raw(String latin1) {
        return (request, exchange) -> exchange.send(latin1);
    }

    /**
     * A whole response.
     *
     * @param headerLines such as {@code "content-type: text/html"}; content-length is added
     */
    static Answer reply(int status, byte[] body, String... headerLines) {
        return raw(ResponseHead.of(status, headerLines) + "content-length: " + body.length + "\r\n\r\n")
                .then(raw(body));
    }

    static Answer reply(int status, String body, String... headerLines) {
        return reply(status, body.getBytes(UTF_8), headerLines);
    }

    static Answer json(int status, String body) {
        return reply(status, body, "content-type: application/json");
    }

    static Answer redirect(int status, String location) {
        return reply(status, "", "location: " + location);
    }

    /** An interim response (1xx), to be followed by a final one. */
    static Answer interim(int status, String... headerLines) {
        return raw(ResponseHead.of(status, headerLines) + "\r\n");
    }

    /** A whole response whose body is gzip-coded. */
    static Answer gzip(int status, String body, String... headerLines) {
        String[] lines = Arrays.copyOf(headerLines, headerLines.length + 1);
        lines[headerLines.length] = "content-encoding: gzip";
        return reply(status, gzipped(body), lines);
    }

    /** Sends nothing until the gate opens. */
    static Answer waitFor(CountDownLatch gate) {
        return (request, exchange) -> gate.await();
    }

    /** Does something between two parts. */
    static Answer run(Runnable action) {
        return (request, exchange) -> action.run();
    }

    /** Sends nothing for as long as the client has patience. */
    static Answer never() {
        return (request, exchange) -> exchange.awaitDisconnect();
    }

    /** Ends the connection: instead of an answer, or in the middle of one. */
    static Answer end(CutOff how) {
        return (request, exchange) -> exchange.end(how);
    }

    private static byte[] gzipped(String body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
