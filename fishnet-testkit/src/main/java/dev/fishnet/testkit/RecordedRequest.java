package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/** A request as the upstream got it, to the byte. */
public final class RecordedRequest {
    private final int connection;
    private final byte[] head;
    private final byte[] rawBody;
    private final byte[] body;
    private final String requestLine;
    private final List<HeaderField> headers;

    RecordedRequest(int connection, byte[] head, byte[] rawBody, byte[] body) {
        this.connection = connection;
        this.head = head;
        this.rawBody = rawBody;
        this.body = body;
        List<String> lines = headLines(head);
        this.requestLine = lines.getFirst();
        this.headers = headersOf(head);
    }

    static List<HeaderField> headersOf(byte[] head) {
        return headLines(head).stream().skip(1).map(HeaderField::parse).toList();
    }

    private static List<String> headLines(byte[] head) {
        return List.of(new String(head, ISO_8859_1).split("\r\n"));
    }

    /** The number of the connection it came over; the first one accepted is 1. */
    public int connection() {
        return connection;
    }

    /** Request line and header fields with the blank line that ends them, exactly as received. */
    public byte[] head() {
        return head.clone();
    }

    public String headText() {
        return new String(head, ISO_8859_1);
    }

    public String method() {
        return word(0);
    }

    /** The request target, undecoded. */
    public String target() {
        return word(1);
    }

    /** The target without its query. */
    public String path() {
        return target().replaceFirst("[?].*", "");
    }

    /** Header fields in the order and case they were sent in. */
    public List<HeaderField> headers() {
        return headers;
    }

    /** The values of every field of that name, in order. */
    public List<String> headers(String name) {
        return headers.stream().filter(h -> h.is(name)).map(HeaderField::value).toList();
    }

    /** The value of the first field of that name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The body as it came over the wire, chunk sizes and trailers included. */
    public byte[] rawBody() {
        return rawBody.clone();
    }

    /** The body, free of chunk framing. */
    public byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, UTF_8);
    }

    @Override
    public String toString() {
        return requestLine + " (connection " + connection + ", body of " + body.length + " bytes)";
    }

    private String word(int index) {
        String[] words = requestLine.split(" ", -1);
        return index < words.length ? words[index] : "";
    }
}
