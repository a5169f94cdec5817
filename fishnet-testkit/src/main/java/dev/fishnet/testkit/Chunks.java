package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers in the chunked transfer coding, in parts: {@code head(200).then(chunk("a")).then(end())}. */
public final class Chunks {
    private Chunks() {}

    /** Status line and fields of a response whose body comes in chunks. */
    public static Answer head(int status, String... headerLines) {
        return Answer.raw(ResponseHead.of(status, headerLines) + "transfer-encoding: chunked\r\n\r\n");
    }

    /** The head of a stream of server-sent events. */
    public static Answer eventStream() {
        return head(200, "content-type: text/event-stream; charset=utf-8", "cache-control: no-cache");
    }

    public static Answer chunk(String text) {
        return chunk(text.getBytes(UTF_8));
    }

    /** One chunk, in one write. */
    public static Answer chunk(byte[] bytes) {
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8);
        byte[] framed = new byte[size.length + bytes.length + 2];
        System.arraycopy(size, 0, framed, 0, size.length);
        System.arraycopy(bytes, 0, framed, size.length, bytes.length);
        framed[framed.length - 2] = '\r';
        framed[framed.length - 1] = '\n';
        return Answer.raw(framed);
    }

    /**
     * The last chunk.
     *
     * @param trailerLines such as {@code "x-checksum: 1"}
     */
    public static Answer end(String... trailerLines) {
        StringBuilder last = new StringBuilder("0\r\n");
        for (String line : trailerLines) {
            last.append(line).append("\r\n");
        }
        return Answer.raw(last.append("\r\n").toString());
    }
}
