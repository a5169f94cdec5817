package dev.fishnet.cli.lab.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fishnet.cli.lab.Await;
import dev.fishnet.cli.lab.Ledger;
import dev.fishnet.cli.lab.Ports;
import dev.fishnet.cli.lab.QuickVault;
import dev.fishnet.cli.lab.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real daemon, which is killed and started again, and the files it lives in. */
final class Victim implements AutoCloseable {
    private static final String PASSWORD = "the storm's own password";
    private static final String TAKEN_UP = "policy changed";
    private static final String KEPT = "the one from before stays in force";

    private final Path launcher;
    private final Path folder;
    private final Path data;
    private final int port;
    private final List<Process> lives = new ArrayList<>();

    Victim(Path launcher, Path folder) throws IOException {
        this.launcher = launcher;
        this.folder = folder;
        this.port = Ports.free();
        this.data = Files.createDirectory(
                folder.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        QuickVault.create(data, PASSWORD);
    }

    int port() {
        return port;
    }

    Run fishnet(String... arguments) {
        return Run.of(Run.join(List.of(launcher.toString()), arguments), environment());
    }

    void addKey(String service) throws IOException {
        Path key = Files.writeString(folder.resolve(service), "sk-storm-" + service);
        fishnet("add-key", "--service", service, "--key-file", key.toString()).mustSucceed();
    }

    String token(String agent) {
        String output = fishnet("agent", "token", agent).mustSucceed().output();
        return output.lines()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .filter(word -> word.startsWith("fnagent_"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no token in: " + output));
    }

    /** What the daemon's own books say. */
    Ledger ledger() {
        return Ledger.of(fishnet("spend", "--json"));
    }

    /** Another {@code fishnet.toml}; returns when a running daemon has taken it up. */
    void configure(String toml) throws InterruptedException {
        long before = lives.isEmpty() ? 0 : said(TAKEN_UP);
        write(toml);
        if (!lives.isEmpty()) {
            Await.until("the new caps", () -> said(TAKEN_UP) > before);
        }
    }

    /** A {@code fishnet.toml} that the daemon must not take up, and then the old one again. */
    void configureInVain(String toml) throws IOException, InterruptedException {
        String good = Files.readString(data.resolve("fishnet.toml"));
        long before = said(KEPT);
        write(toml);
        Await.until("the complaint about a bad file", () -> said(KEPT) > before);
        write(good);
    }

    private void write(String toml) {
        try {
            Path file = Files.writeString(folder.resolve("new.toml"), toml);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Files.move(file, data.resolve("fishnet.toml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() throws IOException, InterruptedException {
        Path log = log(lives.size());
        Process daemon = Run.start(Run.join(List.of(launcher.toString()), "start"), environment(), Path.of("."), log);
        lives.add(daemon);
        Await.until("the daemon to listen", () -> !daemon.isAlive() || said("listening on") > 0);
        if (!daemon.isAlive()) {
            throw new AssertionError("the daemon ended: " + Files.readString(log));
        }
    }

    /** As the kernel does it: at once, wherever it is. */
    void kill() throws InterruptedException {
        lives.getLast().destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return lives.getLast().isAlive();
    }

    /** How many lines with that text the daemon that runs now has written. */
    long said(String text) {
        return saying().lines().filter(line -> line.contains(text)).count();
    }

    String saying() {
        try {
            return Files.readString(log(lives.size() - 1), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(int life) {
        return Path.of("target").resolve("storm-" + life + ".log").toAbsolutePath();
    }

    private Map<String, String> environment() {
        return Map.of(
                "FISHNET_DATA_DIR", data.toString(),
                "FISHNET_PORT", Integer.toString(port),
                "FISHNET_MASTER_PASSWORD", PASSWORD);
    }

    @Override
    public void close() {
        lives.forEach(Process::destroyForcibly);
    }
}
