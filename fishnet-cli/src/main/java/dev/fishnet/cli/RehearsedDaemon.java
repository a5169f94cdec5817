package dev.fishnet.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A gateway with a vault and a key of its own making, an upstream that is not one, and an agent that asks it. */
final class RehearsedDaemon implements AutoCloseable {
    /** So many that what comes only now and then, such as a checkpoint, has come too. */
    private static final int ROUNDS = 1000;

    private static final int PATIENCE_SECONDS = 120;
    private static final String SECRET = "rehearsed, and of no use to anybody";

    private final RehearsedUpstream upstream;
    private final int port;
    private final Map<String, String> environment;

    private RehearsedDaemon(Path data, RehearsedUpstream upstream, int port) {
        this.upstream = upstream;
        this.port = port;
        this.environment = Map.of(
                "FISHNET_DATA_DIR", data.toString(),
                "FISHNET_PORT", Integer.toString(port),
                "FISHNET_MASTER_PASSWORD", SECRET);
    }

    /** @param folder where it keeps its files; for the caller to remove once the process has ended */
    static RehearsedDaemon prepare(Path folder) throws IOException {
        Path data = folder.resolve("data");
        RehearsedDaemon daemon = new RehearsedDaemon(data, RehearsedUpstream.start(), freePort());
        Path key = Files.writeString(folder.resolve("key"), "sk-" + SECRET.hashCode());
        daemon.run("add-key", "--service", "openai", "--name", "rehearsal", "--key-file", key.toString());
        Files.writeString(data.resolve("fishnet.toml"), """
                [upstreams.openai]
                base_url = "http://127.0.0.1:%d"
                [llm]
                rate_limit_per_minute = "unlimited"
                [agents.rehearsal]
                upstreams = ["openai"]
                """.formatted(daemon.upstream.port()));
        return daemon;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts the gateway and asks it what agents ask; it ends with the process. */
    void play() throws IOException, InterruptedException {
        String token = run("agent", "token", "rehearsal").strip();
        Thread daemon = new Thread(() -> run("start"), "fishnet-rehearsal");
        daemon.setDaemon(true);
        daemon.start();
        await();
        for (int round = 0; round < ROUNDS; round++) {
            ask("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n", "");
            complete(token, false);
            complete(token, true);
        }
        complete("no such token", false);
    }

    private String run(String... words) {
        return Rehearsal.run(environment, words);
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private void complete(String token, boolean stream) throws IOException {
        String body = "{\"model\":\"gpt-4o-mini\",\"max_tokens\":16,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
        ask(
                "POST /proxy/openai/v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n",
                body);
    }

    private void ask(String head, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            socket.getOutputStream()
                    .write((head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
