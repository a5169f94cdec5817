package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product under test, installed on a {@link World}'s machine with a key for either upstream, for its one agent. */
final class Gateway {
    static final String BASE = "http://127.0.0.1:3777";

    private final World world;
    private final Path launcher;
    private final Path data;
    private final Path log;
    private final Map<String, String> environment;

    Gateway(World world, Path launcher, Internet internet) {
        this.world = world;
        this.launcher = launcher;
        this.data = world.folder("rwx------");
        this.log = world.folder("rwx------").resolve("log");
        this.environment = Map.of(
                "FISHNET_DATA_DIR", data.toString(),
                "FISHNET_MASTER_PASSWORD", "the lab's own password",
                "FISHNET_OPENAI_API_BASE", internet.upstreamBase(),
                "FISHNET_ANTHROPIC_API_BASE", internet.upstreamBase(),
                "FISHNET_EXTRA_CA_CERTS", internet.authorityPem().toString());
        configure();
    }

    /** Admits the agent, and prices the models that it will ask for. */
    private void configure() {
        StringBuilder toml = new StringBuilder("""
                [agents.lab]
                user = "%s"
                upstreams = ["openai", "anthropic"]
                """.formatted(world.agent()));
        for (String model : List.of("gpt-fake", "embed-fake", "claude-fake")) {
            toml.append("""
                    [llm.model_pricing.%s]
                    input_per_million_usd = 1
                    output_per_million_usd = 2
                    context_tokens = 100000
                    max_output_tokens = 10000
                    """.formatted(model));
        }
        try {
            Path file = Files.writeString(data.resolve("fishnet.toml"), toml);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one command of the product on the machine, as root. */
    Run fishnet(String... arguments) {
        return Run.of(Run.join(Run.join(world.onMachine(), launcher.toString()), arguments), environment);
    }

    /** What curl takes to have the upstream tell what it was sent, see {@link InternetMain}. */
    static String[] askingForAnEcho(String upstream, String way) {
        boolean openAi = upstream.equals("openai");
        String body = "{\"model\":\"" + (openAi ? "gpt-fake" : "claude-fake") + "\",\"messages\":[],\"max_tokens\":16}";
        String url = BASE + "/proxy/" + upstream + (openAi ? "/v1/chat/completions" : "/v1/messages");
        String type = "content-type: application/json";
        return new String[] {"--raw", "-i", "-H", type, "-H", "x-lab-echo: " + way, "-d", body, url};
    }

    void addKey(String service, String key) throws IOException {
        Path file = Files.writeString(world.folder("rwx------").resolve("key"), key);
        fishnet("add-key", "--service", service, "--name", "main", "--key-file", file.toString())
                .mustSucceed();
    }

    /** Starts the daemon and returns when it listens. */
    void start() throws IOException, InterruptedException {
        List<String> argv = Run.join(world.onMachine(), launcher.toString(), "start");
        Process daemon = Run.start(argv, environment, Path.of("."), log);
        world.undo().add(() -> stop(daemon));
        String listening = "[fishnet] listening on " + BASE;
        Await.until(
                "the gateway to listen", () -> !daemon.isAlive() || read(log).contains(listening));
        if (!daemon.isAlive()) {
            throw new AssertionError("the gateway ended: " + read(log));
        }
        world.undo()
                .add("cp", log.toString(), Path.of("target", "lab-gateway.log").toString());
    }

    /** What the daemon keeps and what it has said, a character for every byte. */
    List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return Stream.concat(Stream.of(log), all.filter(Files::isRegularFile))
                    .map(Gateway::read)
                    .toList();
        }
    }

    private static void stop(Process daemon) {
        daemon.descendants().forEach(ProcessHandle::destroyForcibly);
        daemon.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
