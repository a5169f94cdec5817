package dev.fishnet.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The agent of the demo: a program of its own, run as a user of its own where that can be, that knows an address and
 * nothing else. Every byte it receives goes to standard output, so that they can be searched. It needs nothing but the
 * JDK, because it is run from a copy that the agent's user may read.
 */
final class DemoAgent {
    private static final int PATIENCE_MILLIS = 2000;
    private static final String QUESTION =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"What holds?\"}]%s}";

    private DemoAgent() {}

    public static void main(String[] args) throws IOException {
        String host = args[1];
        int port = Integer.parseInt(args[2]);
        switch (args[0]) {
            case "health" -> exchange(host, port, "GET /health HTTP/1.1\r\n", "");
            case "ask" -> exchange(host, port, chat(), QUESTION.formatted(""));
            case "stream" -> exchange(host, port, chat(), QUESTION.formatted(",\"stream\":true"));
            case "page" ->
                exchange(host, port, chat() + "Origin: https://attacker.example\r\n", QUESTION.formatted(""));
            case "direct" -> direct(host, port);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static String chat() {
        return "POST /proxy/openai/v1/chat/completions HTTP/1.1\r\nContent-Type: application/json\r\n";
    }

    private static void exchange(String host, int port, String head, String body) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            String rest = "Host: " + host + ":" + port + "\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body;
            OutputStream out = socket.getOutputStream();
            out.write((head + rest).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.getInputStream().transferTo(System.out);
            System.out.flush();
        }
    }

    private static void direct(String host, int port) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            System.out.println("connected");
        } catch (ConnectException e) {
            System.out.println("refused after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }
}
