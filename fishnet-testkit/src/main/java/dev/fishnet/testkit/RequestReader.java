package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes one request after the other from a connection and keeps every byte of it. */
final class RequestReader {
    private static final int MAX_HEAD = 1024 * 1024;
    private static final int MAX_BODY = 128 * 1024 * 1024;

    private final Inbox in;

    RequestReader(Inbox in) {
        this.in = in;
    }

    /** Request line and fields with the blank line; empty when the peer ends the connection before a request. */
    Optional<byte[]> head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int b = in.read();
            if (b < 0 && head.size() == 0) {
                return Optional.empty();
            }
            head.write(checked(b, head.size(), MAX_HEAD));
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
        return Optional.of(head.toByteArray());
    }

    RecordedRequest body(int connection, byte[] head) throws IOException {
        List<HeaderField> headers = RecordedRequest.headersOf(head);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (value(headers, "transfer-encoding").contains("chunked")) {
            chunked(raw, body);
        } else {
            copy(length(value(headers, "content-length")), raw, body);
        }
        return new RecordedRequest(connection, head, raw.toByteArray(), body.toByteArray());
    }

    private void chunked(ByteArrayOutputStream raw, ByteArrayOutputStream body) throws IOException {
        int size = chunkSize(line(raw));
        while (size > 0) {
            copy(size, raw, body);
            line(raw);
            size = chunkSize(line(raw));
        }
        while (!line(raw).isEmpty()) {
            // trailer fields stay in the raw body
        }
    }

    private void copy(int count, ByteArrayOutputStream raw, ByteArrayOutputStream body) throws IOException {
        for (int i = 0; i < count; i++) {
            int b = checked(in.read(), raw.size(), MAX_BODY);
            raw.write(b);
            body.write(b);
        }
    }

    private String line(ByteArrayOutputStream raw) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        do {
            b = checked(in.read(), raw.size(), MAX_BODY);
            raw.write(b);
            line.write(b);
        } while (b != '\n');
        return line.toString(ISO_8859_1).strip();
    }

    private static int checked(int b, int size, int max) throws IOException {
        if (b < 0) {
            throw new EOFException("the connection ended inside a request");
        }
        if (size >= max) {
            throw new IOException("the request is larger than " + max + " bytes");
        }
        return b;
    }

    private static int chunkSize(String line) throws IOException {
        return number(line.replaceFirst(";.*", "").strip(), 16);
    }

    private static int length(String value) throws IOException {
        return value.isEmpty() ? 0 : number(value, 10);
    }

    private static int number(String text, int radix) throws IOException {
        try {
            return Integer.parseUnsignedInt(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + text, e);
        }
    }

    static String value(List<HeaderField> headers, String name) {
        return headers.stream()
                .filter(h -> h.is(name))
                .map(HeaderField::value)
                .findFirst()
                .orElse("");
    }
}
