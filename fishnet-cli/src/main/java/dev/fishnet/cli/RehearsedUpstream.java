package dev.fishnet.cli;

import java.io.IOException;
import java.io.InputStream;
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
    private static final String EVENTS = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello.\"}}]}\n\n"
            + "data: {\"choices\":[]," + USAGE + "}\n\ndata: [DONE]\n\n";

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

    /** One connection at a time will do: each is closed with its answer. */
    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                boolean stream = request(socket.getInputStream()).contains("\"stream\":true");
                socket.getOutputStream().write(answer(stream).getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException e) {
                // Closed, or the gateway hung up: the loop's head knows which.
                Thread.onSpinWait();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Up to the end of the one JSON object that is the body. */
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

    private static String answer(boolean stream) {
        String body = stream ? EVENTS : ANSWER;
        return "HTTP/1.1 200 OK\r\nContent-Type: " + (stream ? "text/event-stream" : "application/json")
                + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
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
