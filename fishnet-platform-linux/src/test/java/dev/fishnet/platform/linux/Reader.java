package dev.fishnet.platform.linux;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tries every way into another process and prints a line for each: the way, a tab, and READ or DENIED with a reason.
 * READ means that it got in: where bytes can be looked at, that it found the secret among them.
 */
final class Reader {
    private final long pid;
    private final byte[] secret;
    private final Path folder;

    private Reader(long pid, byte[] secret, Path folder) {
        this.pid = pid;
        this.secret = secret;
        this.folder = folder;
    }

    /** A way in: whether it led anywhere. */
    interface Attempt {
        boolean gotIn() throws Exception;
    }

    /** Takes the victim, the secret in hexadecimal, the victim's folder, a folder for this process's own */
    public static void main(String[] args) {
        Reader reader = new Reader(Long.parseLong(args[0]), HexFormat.of().parseHex(args[1]), Path.of(args[2]));
        reader.attempts(Path.of(args[3])).forEach((way, attempt) -> System.out.println(way + "\t" + outcome(attempt)));
    }

    private static String outcome(Attempt attempt) {
        try {
            return attempt.gotIn() ? "READ" : "DENIED nothing found";
        } catch (Exception e) {
            return "DENIED " + e;
        }
    }

    private Map<String, Attempt> attempts(Path own) {
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        MemoryOf memory = new MemoryOf(pid, secret);
        attempts.put("`/proc/PID/maps`", memory::mapsCanBeRead);
        attempts.put("`/proc/PID/mem`", memory::secretIsInMem);
        attempts.put("`process_vm_readv`", memory::canBeReadAcross);
        attempts.put("`ptrace` (attach)", () -> Tracing.attaches(pid));
        attempts.put("`ptrace` (seize)", () -> Tracing.seizes(pid));
        attempts.put("`pidfd_getfd`", () -> Tracing.takesADescriptor(pid));
        attempts.put("`/proc/PID/environ`", () -> holdsSecret(proc("environ")));
        attempts.put("`/proc/PID/fd`", () -> hasEntries(proc("fd")));
        attempts.put(
                "`/proc/PID/cwd`",
                () -> !Files.readSymbolicLink(proc("cwd")).toString().isEmpty());
        attempts.put("`/proc/PID/auxv`", () -> Files.readAllBytes(proc("auxv")).length > 0);
        attempts.put("`jcmd` (`VM.command_line`)", () -> Attaching.isAnswered(pid));
        attempts.put("`jcmd` (`GC.heap_dump`)", () -> Attaching.dumpHolds(pid, own.resolve("heap.hprof"), secret));
        attempts.put("performance data in `/tmp`", () -> hasPerformanceData());
        attempts.put("its files (0600 in 0700)", () -> holdsSecret(folder.resolve("vault.key")));
        attempts.put("its unix socket", this::connects);
        attempts.put("`/proc/PID/cmdline`", () -> Files.readAllBytes(proc("cmdline")).length > 0);
        // Last, because nothing is left to read after it.
        attempts.put("a core file, by `SIGABRT`", this::leavesACoreFile);
        return attempts;
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    private boolean holdsSecret(Path file) throws IOException {
        return fileContains(file, secret);
    }

    private static boolean hasEntries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        }
    }

    private boolean hasPerformanceData() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/tmp"))) {
            return folders.filter(path -> path.getFileName().toString().startsWith("hsperfdata_"))
                    .map(path -> path.resolve(Long.toString(pid)))
                    .anyMatch(Files::isReadable);
        }
    }

    private boolean connects() throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
        }
    }

    private boolean leavesACoreFile() throws IOException {
        Kernel.CALLS.kill((int) pid, Kernel.SIGABRT);
        ProcessHandle.of(pid).ifPresent(victim -> victim.onExit().join());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path core : files.filter(file -> file.getFileName().toString().startsWith("core"))
                    .toList()) {
                return holdsSecret(core);
            }
        }
        return false;
    }

    /** A core file is larger than this process may get, so it is read in pieces that overlap. */
    static boolean fileContains(Path file, byte[] wanted) throws IOException {
        byte[] piece = new byte[1 << 20];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece, kept, piece.length - kept)) {
                int filled = kept + read;
                if (contains(Arrays.copyOf(piece, filled), wanted)) {
                    return true;
                }
                kept = Math.min(wanted.length, filled);
                System.arraycopy(piece, filled - kept, piece, 0, kept);
            }
        }
        return false;
    }

    static boolean contains(byte[] bytes, byte[] wanted) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
