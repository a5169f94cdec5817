package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.platform.linux.Stage.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel says of a process that protects itself. */
@EnabledOnOs(OS.LINUX)
@Tag("S-21")
class LinuxSelfProtectionTest {
    private static final List<String> NO_ATTACH = List.of("-XX:+DisableAttachMechanism");

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() throws IOException {
        stage = new Stage(folder);
    }

    @Test
    void theKernelShowsEveryProtectionAndRepeatingThemIsHarmless() throws Exception {
        try (Running victim = stage.start(List.of(), NO_ATTACH, "protect", "protect")) {
            assertEquals("ready\n", victim.said(), "nothing failed");
            assertTrue(someThreadSays(victim, "NoNewPrivs:\t1"));
            assertTrue(proc(victim, "status").matches("(?s).*VmLck:\\s+64 kB.*"), proc(victim, "status"));
            assertTrue(proc(victim, "limits").matches("(?s).*Max core file size +0 +0 .*"));
            assertEquals(
                    "root",
                    Files.getOwner(Path.of("/proc/" + victim.pid() + "/stat")).getName());
            assertEquals(List.of("admin.sock", "said", "vault.key"), names(victim.folder()), "no library is left");
        }
    }

    /** {@code lo} and {@code dd} of proc_pid_smaps(5). */
    @Test
    void lockedMemoryIsLeftOutOfDumps() throws Exception {
        assumeTrue(Stage.isRoot(), "only root can look into a protected process");
        try (Running victim = stage.start(List.of(), NO_ATTACH, "protect")) {
            List<String> locked = proc(victim, "smaps")
                    .lines()
                    .filter(line -> line.startsWith("VmFlags:") && line.contains(" lo "))
                    .toList();

            assertEquals(1, locked.size());
            assertTrue(locked.getFirst().contains(" dd "), locked::toString);
        }
    }

    @Test
    void thePasswordIsGoneFromTheEnvironmentAndTheRestStays() throws Exception {
        try (Running victim = stage.start(List.of(), List.of(), "scrub")) {
            String environment = proc(victim, "environ");

            assertFalse(environment.contains(Stage.SECRET));
            assertTrue(environment.contains("FISHNET_MASTER_PASSWORD=\0"));
            assertTrue(environment.contains("PATH=" + System.getenv("PATH") + "\0"));
        }
        try (Running control = stage.start(List.of(), List.of())) {
            assertTrue(proc(control, "environ").contains(Stage.SECRET));
            assertFalse(someThreadSays(control, "NoNewPrivs:\t1"));
        }
    }

    @Test
    void whatIsNotPossibleHereIsSaid() throws Exception {
        try (Running victim = stage.start(List.of("--memlock=0", "--"), List.of(), "protect")) {
            assertTrue(victim.said().contains("-XX:+DisableAttachMechanism"), victim.said());
            assertTrue(victim.said().contains("LimitMEMLOCK"), victim.said());
            assertEquals(3, victim.said().lines().count(), victim.said());
            assertTrue(someThreadSays(victim, "NoNewPrivs:\t1"), "the rest is done all the same");
        }
    }

    @Test
    void theLibraryIsUnpackedWhereNobodyElseCouldHavePutOne() throws Exception {
        assumeTrue(Stage.isRoot(), "only root can look into a protected process");
        try (Running victim = stage.start(List.of(), NO_ATTACH, "protect")) {
            List<String> unpacked = proc(victim, "maps")
                    .lines()
                    .filter(line -> line.contains("jna"))
                    .filter(line -> !line.endsWith(".jar"))
                    .toList();

            assertFalse(unpacked.isEmpty());
            assertTrue(unpacked.stream().allMatch(line -> line.contains(victim.folder() + "/fishnet-jna-")));
        }
    }

    @Test
    void aMachineThatCannotCallTheCLibraryIsTold() throws Exception {
        List<String> options = List.of(NO_ATTACH.getFirst(), "-Djna.nounpack=true", "-Djna.boot.library.path=/none");
        try (Running victim = stage.start(List.of(), options, "protect", "protect")) {
            List<String> said = victim.said().lines().toList();

            assertEquals(3, said.size(), victim.said());
            assertTrue(said.getFirst().startsWith("this process is not protected"), victim.said());
            assertTrue(said.get(1).startsWith("this process is not protected"), victim.said());
        }
    }

    private static String proc(Running victim, String name) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(victim.pid()), name));
    }

    /** The process's own line is its first thread's, in which no Java runs. */
    private static boolean someThreadSays(Running victim, String line) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(victim.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("status")).contains(line)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
