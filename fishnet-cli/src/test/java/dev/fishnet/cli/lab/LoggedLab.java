package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fishnet.testkit.FakeUpstream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The product under test as it is installed: a daemon with an account of its own, two agents, a stranger, and a small
 * disk on which its data lies. The daemon can be killed, stopped and started again.
 */
final class LoggedLab implements AutoCloseable {
    private static final String SIZE = "size=16m";

    private final World world;
    private final FakeUpstream upstream = FakeUpstream.plain();
    private final int port = Ports.free();
    private final String service;
    private final LoggedCallers callers;
    private final Program program;
    private final Path data;
    private final Path desk;
    private final Path said;
    private Process daemon;

    LoggedLab() throws IOException {
        world = new World();
        service = world.newAccount("d");
        callers = new LoggedCallers(world, port);
        program = new Program(world);
        said = world.folder("rwx------").resolve("log");
        desk = folderOf(service, "rwx------");
        data = disk();
    }

    /** Installs the product and starts it. */
    void begin() throws IOException, InterruptedException {
        configure();
        startAgain();
        world.undo()
                .add("cp", said.toString(), Path.of("target", "lab-audit.log").toString());
    }

    /** A folder of that account's own. */
    Path folderOf(String account, String permissions) {
        Path folder = world.folder(permissions);
        Run.of("chown", account + ":" + account, folder.toString()).mustSucceed();
        return folder;
    }

    private Path disk() {
        Path folder = folderOf(service, "rwx------");
        String options = SIZE + ",mode=700,uid=" + world.uid(service) + ",gid=" + world.uid(service);
        world.undo().add("umount", "--lazy", folder.toString());
        Run.of("mount", "-t", "tmpfs", "-o", options, "fishnet-lab", folder.toString())
                .mustSucceed();
        return folder;
    }

    private void configure() throws IOException {
        Path config = data.resolve("fishnet.toml");
        Files.writeString(config, """
                [llm]
                rate_limit_per_minute = "unlimited"
                [llm.model_pricing."lab-1"]
                input_per_million_usd = 1
                output_per_million_usd = 4
                context_tokens = 10000
                max_output_tokens = 1000
                [upstreams.openai]
                base_url = "%s"
                [agents.a]
                user = "%s"
                upstreams = ["openai"]
                [agents.b]
                user = "%s"
                upstreams = ["openai"]
                [audit]
                checkpoint_file = "%s"
                """.formatted(upstream.baseUri(), world.agent(), callers.nameOfB(), published()));
        Path key = Files.writeString(desk.resolve("key"), Canary.OPENAI);
        for (Path each : List.of(config, key)) {
            Run.of("chown", service + ":" + service, each.toString()).mustSucceed();
            Run.of("chmod", "600", each.toString()).mustSucceed();
        }
        fishnet("add-key", "--service", "openai", "--key-file", key.toString()).mustSucceed();
    }

    String agent() {
        return world.agent();
    }

    FakeUpstream upstream() {
        return upstream;
    }

    LoggedCallers callers() {
        return callers;
    }

    /** A folder of the stranger's with nothing in it. */
    Path emptyFolder() {
        return folderOf(callers.nameOfTheStranger(), "rwx------");
    }

    Path data() {
        return data;
    }

    /** Where the service's account keeps what it does not need to run. */
    Path desk() {
        return desk;
    }

    /** Where the daemon puts its checkpoints, for somebody else to keep. */
    Path published() {
        return desk.resolve("published");
    }

    String uidOfTheService() {
        return world.uid(service);
    }

    /** Runs one command of the product as the daemon's account. */
    Run fishnet(String... arguments) {
        return Run.of(Run.join(command(world.asOutside(service)), arguments), Map.of());
    }

    /** Runs one as that caller. */
    Run fishnetAs(List<String> asWhom, String... arguments) {
        return Run.of(Run.join(command(asWhom), arguments), Map.of());
    }

    /** Runs one as the stranger, in that folder, with nothing that leads to the data. */
    Run fishnetElsewhere(Path folder, String... arguments) {
        return Run.of(Run.join(program.under(callers.stranger()), arguments), Map.of(), folder);
    }

    /** Runs one as root, where the packet filter is the lab's own. */
    Run fishnetAsRoot(String... arguments) {
        return Run.of(
                Run.join(program.under(world.onMachine()), arguments), Map.of("FISHNET_DATA_DIR", data.toString()));
    }

    private List<String> command(List<String> asWhom) {
        return program.under(Run.join(
                asWhom,
                "FISHNET_DATA_DIR=" + data,
                "FISHNET_PORT=" + port,
                "FISHNET_MASTER_PASSWORD=the lab's own password"));
    }

    void startAgain() throws IOException, InterruptedException {
        daemon = start();
    }

    private Process start() throws IOException, InterruptedException {
        List<String> argv = Run.join(command(world.asOutside(service)), "start");
        Process started = Run.start(argv, Map.of(), Path.of("."), said);
        world.undo().add(() -> end(started));
        Await.until("the gateway to listen", () -> !started.isAlive() || said().contains("listening on "));
        if (!started.isAlive()) {
            throw new AssertionError("the gateway ended: " + said());
        }
        return started;
    }

    /** As the kernel does it: at once, wherever it is. */
    void kill() throws InterruptedException {
        daemon.destroyForcibly().waitFor();
    }

    /** As an operator does it. */
    void stop() throws InterruptedException {
        fishnet("stop").mustSucceed();
        if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the gateway did not end: " + said());
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the daemon that was started last has said. */
    String said() {
        try {
            return Files.readString(said, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose the files are that the daemon keeps: uids. */
    Set<String> owners() throws IOException {
        Set<String> owners = new TreeSet<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.toList()) {
                owners.add(String.valueOf(Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS)));
            }
        }
        return owners;
    }

    /** Leaves no room on the disk; returns what takes it all. */
    Path fillTheDisk() {
        Path ballast = data.resolve("ballast");
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    @Override
    public void close() {
        world.close();
        upstream.close();
    }
}
