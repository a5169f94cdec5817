package dev.fishnet.platform.linux;

import com.sun.jna.Native;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.vault.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/**
 * Where victims and readers meet. Root plays them as users without privileges; anybody else can only play themselves.
 * Classes are copied to a place that every user can read.
 */
final class Stage {
    static final String SECRET = "canary-" + "7f3a91c5e04b28d6";

    /** An account that every Linux has: for a user without one, Java writes no performance data. */
    static final int NOBODY = 65_534;

    static final int STRANGER = 64_322;

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path folder;
    private final String classPath;
    private int made;

    Stage(Path folder) throws IOException {
        this.folder = folder;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> copies = new ArrayList<>();
        for (Class<?> one : List.of(SecretBytes.class, LinuxPlatform.class, Victim.class, Native.class)) {
            copies.add(copy(one));
        }
        this.classPath = String.join(":", copies);
    }

    static boolean isRoot() {
        return Integer.valueOf(0).equals(uidOf(Path.of("/proc/self")));
    }

    private static @Nullable Object uidOf(Path file) {
        try {
            return Files.getAttribute(file, "unix:uid");
        } catch (IOException e) {
            return null;
        }
    }

    /** The jar, or the tree of classes, that a class comes from. */
    private String copy(Class<?> one) throws IOException {
        Path from =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
        Path to = folder.resolve("lib" + made++);
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to.toString();
    }

    /** A folder of that user's alone. */
    Path folderOf(int uid) throws IOException {
        Path own = Files.createDirectory(folder.resolve("own" + made++));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        if (isRoot()) {
            Files.setAttribute(own, "unix:uid", uid);
            Files.setAttribute(own, "unix:gid", uid);
        }
        return own;
    }

    /** A running victim. */
    record Running(Process process, Path folder) implements AutoCloseable {
        long pid() {
            return process.pid();
        }

        String said() {
            try {
                return Files.readString(folder.resolve("said"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        boolean isReady() {
            return !process.isAlive() || said().contains("ready");
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly().onExit().join();
            Files.deleteIfExists(Path.of("/tmp/hsperfdata_nobody", Long.toString(pid())));
        }
    }

    /** Starts one as the user {@link #NOBODY}, with a secret in its environment, and waits until it is ready. */
    Running start(List<String> limits, List<String> options, String... words) throws Exception {
        Path own = folderOf(NOBODY);
        List<String> argv = new ArrayList<>(limits.isEmpty() ? List.of() : List.of("prlimit"));
        argv.addAll(limits);
        argv.addAll(java(NOBODY, options));
        argv.addAll(List.of("-Djava.io.tmpdir=" + own, Victim.class.getName(), own.toString()));
        argv.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(argv).directory(own.toFile());
        builder.environment().put("FISHNET_MASTER_PASSWORD", SECRET);
        builder.redirectErrorStream(true).redirectOutput(own.resolve("said").toFile());
        Running victim = new Running(builder.start(), own);
        Assertions.assertTrue(Eventually.isTrue(victim::isReady), victim::said);
        return victim;
    }

    /** What a reader of that user gets, by way; true when it got in. */
    Map<String, Boolean> read(int uid, Running victim) throws Exception {
        Path own = folderOf(uid);
        List<String> argv = new ArrayList<>(java(uid, List.of("-Djna.tmpdir=" + own)));
        String secret = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.US_ASCII));
        argv.addAll(List.of(
                Reader.class.getName(),
                "" + victim.pid(),
                secret,
                victim.folder().toString(),
                "" + own));
        Process reader = new ProcessBuilder(argv)
                .directory(own.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Boolean> outcomes = new LinkedHashMap<>();
        for (String line : new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            outcomes.put(line.substring(0, line.indexOf('\t')), line.contains("\tREAD"));
        }
        Assertions.assertEquals(0, reader.waitFor(), "the reader broke down");
        return outcomes;
    }

    private List<String> java(int uid, List<String> options) {
        List<String> argv = new ArrayList<>();
        if (isRoot()) {
            String id = Integer.toString(uid);
            argv.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"));
        }
        argv.addAll(List.of(JAVA, "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        argv.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath));
        argv.addAll(options);
        return argv;
    }

    /** The first line of a small file of the kernel's; empty when there is none. */
    static Optional<String> kernelSays(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
