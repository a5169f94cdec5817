package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** An agent that says exactly what it is told to say, and reads no more than it is asked to. */
final class RawAgent implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private RawAgent(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
    }

    static RawAgent to(InetSocketAddress gateway) throws IOException {
        return new RawAgent(new Socket(gateway.getAddress(), gateway.getPort()));
    }

    /** With a small receive buffer, for an agent that is slow to read. */
    static RawAgent slowTo(InetSocketAddress gateway) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(gateway);
        return new RawAgent(socket);
    }

    RawAgent send(String latin1) throws IOException {
        return send(latin1.getBytes(ISO_8859_1));
    }

    RawAgent send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next answer, whole; to anything but HEAD. */
    Reply reply() throws IOException {
        return reply(true);
    }

    Reply reply(boolean body) throws IOException {
        String head = head();
        return new Reply(head, body ? body(head) : new byte[0]);
    }

    String head() throws IOException {
        return line("\r\n\r\n");
    }

    /** Up to and including the end marker. */
    String line(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length() || text.lastIndexOf(end) != text.length() - end.length()) {
            text.append((char) one());
        }
        return text.toString();
    }

    byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        seen.writeBytes(bytes);
        content.writeBytes(bytes);
        if (bytes.length < length) {
            throw new EOFException("only " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Everything until the gateway closes. */
    String untilClosed() throws IOException {
        byte[] bytes = in.readAllBytes();
        seen.writeBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** Every byte read so far. */
    byte[] seen() {
        return seen.toByteArray();
    }

    /** The bodies read so far, free of chunk framing, also those that broke off. */
    byte[] content() {
        return content.toByteArray();
    }

    /** Forgets what has been seen so far. */
    void forget() {
        seen.reset();
        content.reset();
    }

    /** Says no more, and listens. */
    RawAgent fallSilent() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Goes away at once, with a reset. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private byte[] body(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("transfer-encoding: chunked")) {
            return chunked();
        }
        int at = lower.indexOf("content-length: ");
        return at < 0 ? new byte[0] : exactly(Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at))));
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            body.writeBytes(chunk);
        }
        return body.toByteArray();
    }

    /** One chunk's data; empty at the end of the body. */
    byte[] chunk() throws IOException {
        byte[] data = exactly(Integer.parseInt(line("\r\n").strip(), 16));
        line("\r\n");
        return data;
    }

    private int one() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("closed after: " + seen.toString(ISO_8859_1));
        }
        seen.write(b);
        return b;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @SuppressWarnings("ArrayRecordComponent") // not compared
    record Reply(String head, byte[] body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        String text() {
            return new String(body, ISO_8859_1);
        }

        boolean says(String field) {
            return ("\r\n" + head).contains("\r\n" + field + "\r\n");
        }

        String reason() {
            int at = head.indexOf("x-fishnet-reason: ");
            return at < 0 ? "" : head.substring(at + 18, head.indexOf('\r', at));
        }
    }
}
