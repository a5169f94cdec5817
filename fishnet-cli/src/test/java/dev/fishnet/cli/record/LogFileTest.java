package dev.fishnet.cli.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry.Act;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.linux.LinuxPlatform;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.user.ActingPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Root writes into the log of somebody else, whose number belongs to no account and who means no good. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
@Tag("S-62")
class LogFileTest {
    private static final int SOMEBODY = 61_437;
    private static final Act ACT =
            new Act(Instant.EPOCH, Action.FIREWALL_DISABLED, OptionalLong.of(0), "agent_runner", "iptables");

    private final ActingPort acting = new LinuxPlatform().acting();

    @TempDir
    Path roots;

    private Path data;
    private BegunLog log;

    @BeforeEach
    void aLogOfSomebodyElses() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root acts as another account");
        Files.setPosixFilePermissions(roots, PosixFilePermissions.fromString("rwx--x--x"));
        data = roots.resolve("data");
        log = BegunLog.in(data);
        LogFile.prepare();
        // What is loaded from folders of classes and not from jars, somebody might not be able to read.
        assertTrue(LogFile.append(log.file(), ACT));
        giveAway();
    }

    private void giveAway() throws IOException {
        for (Path each : files()) {
            Files.setAttribute(each, "unix:gid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(each, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.toList();
        }
    }

    private boolean append() throws FishnetException {
        return acting.as(new DataDirectory(data).owner(), () -> LogFile.append(log.file(), ACT));
    }

    @Test
    void whatRootWritesIsTheOwners() throws Exception {
        assertTrue(append());

        assertEquals(2, log.acts().size());
        for (Path each : files()) {
            assertEquals(SOMEBODY, Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS), each::toString);
            assertEquals(SOMEBODY, Files.getAttribute(each, "unix:gid", LinkOption.NOFOLLOW_LINKS), each::toString);
        }
    }

    /** The victim is a log of root's own, which would take the entry if root itself followed the link. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", "-shm", "-journal"})
    void aPlantedLinkDoesNotLeadToAFileOfRoots(String suffix) throws Exception {
        Path victim = Files.createDirectory(roots.resolve("victims")).resolve("victim" + suffix);
        Files.copy(log.file(), victim);
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        byte[] before = Files.readAllBytes(victim);
        Path planted = log.file().resolveSibling("fishnet.db" + suffix);
        Files.deleteIfExists(planted);
        Files.createSymbolicLink(planted, victim);
        giveAway();

        assertThrows(FishnetException.class, this::append);
        assertArrayEquals(before, Files.readAllBytes(victim));
        assertEquals(List.of(victim), list(victim.resolveSibling(".").normalize()));
    }

    /** Nothing about a second name says so; a kernel that protects hard links does not let somebody make one. */
    @Test
    void aSecondNameOfAFileOfRootsOpensItToNobody() throws Exception {
        Path victim = Files.copy(log.file(), roots.resolve("victim"));
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        byte[] before = Files.readAllBytes(victim);
        Files.delete(log.file());
        Files.createLink(log.file(), victim);

        assertThrows(FishnetException.class, this::append);
        assertArrayEquals(before, Files.readAllBytes(victim));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void aLinkToNothingMakesNothing() throws Exception {
        Path target = roots.resolve("made-by-root");
        Files.delete(log.file());
        Files.createSymbolicLink(log.file(), target);
        giveAway();

        assertThrows(FishnetException.class, this::append);
        assertFalse(Files.exists(target, LinkOption.NOFOLLOW_LINKS));
    }
}
