package dev.fishnet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Answers every request on loopback as a provider of models would, without a thought. */
final class RehearsedUpstream implements AutoCloseable {
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}";
    private static final String ANSWER =
            "{\"object\":\"chat.completion\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}],"
                    + USAGE + "}";
    private static final String EVENT =
            "data: {\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o-mini\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"content\":\"Hello.\"},\"finish_reason\":null}]}\n\n";
    private static final String END = "data: {\"choices\":[]," + USAGE + "}\n\n";
    private static final int EVENTS = 3;

    private final ServerSocket server;

    private RehearsedUpstream(ServerSocket server) {
        this.server = server;
    }

    static RehearsedUpstream start() throws IOException {
        RehearsedUpstream upstream = new RehearsedUpstream(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(upstream::serve, "fishnet-rehearsed-upstream");
        thread.setDaemon(true);
        thread.start();
        return upstream;
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> answerAll(socket));
            } catch (SocketException e) {
                // Closed, or the gateway hung up: the loop's head knows which.
                Thread.onSpinWait();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One request after another, until the gateway closes its connection. */
    private static void answerAll(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            for (String request = request(in); !request.isEmpty(); request = request(in)) {
                answer(request.contains("\"stream\":true"), connection.getOutputStream());
            }
        } catch (IOException e) {
            // who asked has gone
        }
    }

    /** Up to the end of the one JSON object that is the body; empty at the end of the connection. */
    private static String request(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 14];
        StringBuilder request = new StringBuilder();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            request.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            if (request.indexOf("\"messages\"") > 0 && request.charAt(request.length() - 1) == '}') {
                break;
            }
        }
        return request.toString();
    }

    /** An event at a time, as they come from a model. */
    private static void answer(boolean stream, OutputStream out) throws IOException {
        if (!stream) {
            write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + ANSWER.length()
                            + "\r\n\r\n" + ANSWER);
            return;
        }
        write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk(EVENT));
        for (int more = 1; more < EVENTS; more++) {
            write(out, chunk(EVENT));
        }
        write(out, chunk(END) + chunk("data: [DONE]\n\n") + "0\r\n\r\n");
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
