package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The product under test on a {@link World}'s machine, as it is installed: its daemon runs as an account of its own.
 */
final class ServiceGateway {
    /** In a configuration: the file with the authority that the upstream's certificate is from. */
    static final String AUTHORITY = "@authority@";

    private final World world;
    private final String account;
    private final Program program;
    private final Path data;
    private final Path log;
    private final Process daemon;

    ServiceGateway(World world, Internet internet, String config) throws IOException, InterruptedException {
        this.world = world;
        account = world.newAccount("d");
        program = new Program(world);
        data = world.folder("rwx------");
        log = world.folder("rwx------").resolve("log");
        Files.copy(internet.authorityPem(), data.resolve("ca.pem"));
        Files.writeString(
                data.resolve("fishnet.toml"),
                config.replace(AUTHORITY, data.resolve("ca.pem").toString()));
        Path key = Files.writeString(data.resolve("key"), Canary.OPENAI);
        Run.of("chown", "-R", account, data.toString()).mustSucceed();
        Run.of("chmod", "-R", "u=rwX,go=", data.toString()).mustSucceed();
        fishnet("add-key", "--service", "openai", "--key-file", key.toString()).mustSucceed();
        daemon = start();
    }

    private Process start() throws IOException, InterruptedException {
        Process started = Run.start(argv("start"), Map.of(), Path.of("."), log);
        world.undo().add(() -> stop(started));
        Await.until(
                "the gateway to listen", () -> !started.isAlive() || said().contains("listening on " + Gateway.BASE));
        if (!started.isAlive()) {
            throw new AssertionError("the gateway ended: " + said());
        }
        world.undo()
                .add("cp", log.toString(), Path.of("target", "lab-service.log").toString());
        return started;
    }

    private static void stop(Process daemon) {
        daemon.descendants().forEach(ProcessHandle::destroyForcibly);
        daemon.destroyForcibly();
        try {
            daemon.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The number of the daemon's process. */
    long pid() {
        return daemon.pid();
    }

    /** Runs one command of the product as the daemon's account. */
    Run fishnet(String... arguments) {
        return Run.of(argv(arguments), Map.of());
    }

    /** Runs one as root, as an operator does who changes the system. */
    Run fishnetAsRoot(String... arguments) {
        return Run.of(
                Run.join(program.under(world.onMachine()), arguments), Map.of("FISHNET_DATA_DIR", data.toString()));
    }

    private List<String> argv(String... arguments) {
        List<String> environment = Run.join(
                world.as(account), "FISHNET_DATA_DIR=" + data, "FISHNET_MASTER_PASSWORD=the lab's own password");
        return Run.join(program.under(environment), arguments);
    }

    /** Changes a word of the configuration, and returns when the daemon has taken it up. */
    void edit(String word, String other) throws IOException, InterruptedException {
        Path file = data.resolve("fishnet.toml");
        Files.writeString(file, Files.readString(file).replace(word, other));
        Await.until("the changed policy", () -> said().contains("[fishnet] policy changed"));
    }

    private String said() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
