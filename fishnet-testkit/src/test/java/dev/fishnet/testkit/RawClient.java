package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A client that sends and reads bytes and knows no HTTP. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(FakeUpstream upstream) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), upstream.port());
        socket.setSoTimeout(10_000);
    }

    void send(String latin1) throws IOException {
        socket.getOutputStream().write(latin1.getBytes(ISO_8859_1));
    }

    /** Everything up to and including that text. */
    String readUntil(String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                throw new IOException("ended before '" + end + "': " + read);
            }
            read.append((char) b);
        }
        return read.toString();
    }

    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    int available() throws IOException {
        return socket.getInputStream().available();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
