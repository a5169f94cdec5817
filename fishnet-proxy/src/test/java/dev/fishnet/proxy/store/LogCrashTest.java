package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.testkit.AuditStorePortContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes under load is killed at one of its system calls, or one of them fails: at the first that
 * touches its files, at the second, and so on. Some of them are tried each time; all, and that takes long, with
 * {@code -Dfishnet.crash=all}.
 */
@Tag("S-53")
@Tag("S-54")
@Tag("S-70")
class LogCrashTest {
    private static final boolean ALL = "all".equals(System.getProperty("fishnet.crash"));
    private static final List<String> CALLS = List.of(
            "openat",
            "write",
            "pwrite64",
            "ftruncate",
            "fallocate",
            "fsync",
            "fdatasync",
            "rename",
            "unlink",
            "fchmod");
    private static final Pattern TRACED = Pattern.compile("^(\\d+) +(\\w+)\\((.*)");
    private static final int KILLED = 128 + 9;
    private static final int ROUNDS = 10;
    private static final int OFTEN = 50;
    private static final int LONGEST_SECONDS = 60;

    /** So that the block of the first 256 becomes whole while the process writes. */
    private static final int BEFORE = 240;

    @TempDir
    Path temp;

    private int runs;

    @BeforeEach
    void requireStrace() throws Exception {
        assumeTrue(traces(), "needs strace, and the right to trace");
    }

    private static boolean traces() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whateverCallAProcessDiesOrFailsAtTheLogHasWhatWasAcknowledged() throws Exception {
        Map<String, Integer> met = new TreeMap<>();
        for (Crash crash : crashes()) {
            met.merge(crash.call() + " " + crash.effect() + " " + ending(crash), 1, Integer::sum);
        }

        if (ALL) {
            System.out.println("crashes: " + met);
        }
        assertTrue(met.keySet().stream().filter(each -> each.endsWith("killed")).count() >= 4, met.toString());
        assertTrue(met.containsKey("pwrite64 error=ENOSPC refused"), met.toString());
        assertTrue(met.containsKey("fdatasync error=EIO refused"), met.toString());
    }

    /** In a word, once everything has been found in order. */
    private String ending(Crash crash) throws Exception {
        Path folder = newFolder(crash.fresh());
        List<String> printed = new ArrayList<>();
        int exit = run(folder, crash, printed);
        assertTrue(exit == KILLED || exit == 0, crash + " ended with " + exit + ": " + printed);
        assertFalse(printed.contains("WRONG"), crash + " wrote on after a failure");
        new Aftermath(crash, SqliteBooks.in(folder), printed).assertHolds();
        delete(folder);
        if (exit == KILLED) {
            return "killed";
        }
        return printed.stream().anyMatch(line -> line.matches("(failed|refused) .*")) ? "refused" : "went on";
    }

    private List<Crash> crashes() throws Exception {
        List<Crash> every = new ArrayList<>();
        for (boolean fresh : new boolean[] {false, true}) {
            for (Map.Entry<String, Integer> call : callsOfOneThread(fresh).entrySet()) {
                for (int which = 1; which <= call.getValue(); which++) {
                    every.add(new Crash(call.getKey(), which, Crash.KILL, fresh));
                    every.add(new Crash(call.getKey(), which, Crash.BROKEN, fresh));
                    if (Set.of("pwrite64", "ftruncate", "fallocate").contains(call.getKey())) {
                        every.add(new Crash(call.getKey(), which, Crash.FULL, fresh));
                    }
                }
            }
        }
        return ALL ? every : some(every);
    }

    /** Of what happens often some from all over the run; of the rest each kind once, in one of the two runs. */
    private static List<Crash> some(List<Crash> every) {
        Map<String, List<Crash>> kinds = every.stream()
                .collect(Collectors.groupingBy(
                        crash -> crash.call() + crash.effect() + crash.fresh(), TreeMap::new, Collectors.toList()));
        List<Crash> some = new ArrayList<>();
        int kind = 0;
        for (List<Crash> of : kinds.values()) {
            if (of.size() > OFTEN) {
                some.add(of.get(of.size() * (kind % 5 + 1) / 8));
            } else if (kind % 2 == 0) {
                some.add(of.get(Math.min(of.size() - 1, kind % 4)));
            }
            kind++;
        }
        return some;
    }

    /** From the trace of a run that nobody disturbs: strace counts the calls of each thread apart. */
    private Map<String, Integer> callsOfOneThread(boolean fresh) throws Exception {
        Crash none = new Crash("none", 0, Crash.NONE, fresh);
        Path folder = newFolder(fresh);
        List<String> printed = new ArrayList<>();
        assertEquals(0, run(folder, none, printed), printed.toString());
        new Aftermath(none, SqliteBooks.in(folder), printed).assertHolds();
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Integer> most = new TreeMap<>();
        for (String line : Files.readAllLines(trace(folder))) {
            Matcher traced = TRACED.matcher(line);
            if (traced.matches()) {
                int count = counts.merge(traced.group(1) + traced.group(2), 1, Integer::sum);
                most.merge(traced.group(2), count, Math::max);
            }
        }
        assertTrue(
                most.keySet().containsAll(Set.of("openat", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink")),
                "the trace sees the writes: " + most);
        return most;
    }

    private Path newFolder(boolean fresh) throws Exception {
        Path folder = Files.createDirectory(temp.toRealPath().resolve("run" + runs++));
        if (!fresh) {
            try (SqliteBooks books = SqliteBooks.open(SqliteBooks.in(folder))) {
                for (int i = 0; i < BEFORE - 1; i++) {
                    books.append(i == 0 ? AuditStorePortContract.OPENED : AuditStorePortContract.act(i));
                }
                books.append(AuditStorePortContract.act(BEFORE))
                        .toCompletableFuture()
                        .get();
            }
        }
        return folder;
    }

    private Path trace(Path folder) {
        return temp.resolve(folder.getFileName() + ".trace");
    }

    private int run(Path folder, Crash crash, List<String> printed) throws Exception {
        Path file = SqliteBooks.in(folder);
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-e", "signal=none"));
        command.addAll(List.of("-o", trace(folder).toString(), "-e"));
        command.add("trace=" + CALLS.stream().map(call -> "?" + call).collect(Collectors.joining(",")));
        for (String path : List.of(
                folder + "",
                folder + "/.",
                file + "",
                file + "-wal",
                file + "-shm",
                file + "-journal",
                file + "-spool")) {
            command.addAll(List.of("-P", path));
        }
        command.addAll(crash.options());
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                LoggingChild.class.getName(),
                file.toString(),
                ROUNDS + "",
                (crash.fresh() ? Durability.POWER : Durability.PROCESS).name()));
        return run(command, temp.resolve(folder.getFileName() + ".output"), printed);
    }

    private static int run(List<String> command, Path output, List<String> printed) throws Exception {
        Process child = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = child.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly().waitFor();
        }
        assertTrue(ended, () -> command + " did not end");
        String text = Files.readString(output);
        // The last line may be cut in two by the kill.
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(printed::add);
        return child.exitValue();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
    }
}
