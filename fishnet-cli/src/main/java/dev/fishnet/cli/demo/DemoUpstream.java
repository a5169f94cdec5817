package dev.fishnet.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * An upstream for the demo. It answers only to the right key, and it is careless: it repeats the key it was given in a
 * header and in the answer, as a verbose error page might.
 */
final class DemoUpstream implements AutoCloseable {
    private static final String[] WORDS = {"What", " the", " kernel", " enforces."};

    private final HttpServer server;
    private final String key;

    private DemoUpstream(HttpServer server, String key) {
        this.server = server;
        this.key = key;
    }

    static DemoUpstream start(String key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DemoUpstream upstream = new DemoUpstream(server, key);
        server.createContext("/v1/chat/completions", upstream::answer);
        server.start();
        return upstream;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readNBytes(1 << 16), StandardCharsets.UTF_8);
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("authorization"));
            exchange.getResponseHeaders().set("x-you-sent", authorization);
            if (!authorization.equals("Bearer " + key)) {
                send(exchange, 401, "{\"error\":{\"message\":\"Incorrect API key provided: " + authorization + "\"}}");
            } else if (request.contains("\"stream\":true")) {
                stream(exchange);
            } else {
                send(exchange, 200, completion(authorization));
            }
        }
    }

    private static void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String word : WORDS) {
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}");
        }
        event(out, "[DONE]");
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String completion(String authorization) {
        return "{\"object\":\"chat.completion\",\"you_sent\":\"" + authorization
                + "\",\"choices\":[{\"index\":0,\"message\":" + "{\"role\":\"assistant\",\"content\":\""
                + String.join("", WORDS) + "\"},\"finish_reason\":\"stop\"}]}";
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
