package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.ActingPortContract;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.FileOwner;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Root in a folder of somebody else's, whose number belongs to no account. */
@Timeout(30)
class ActingAsOwnerTest implements ActingPortContract {
    private static final FileOwner SOMEBODY = new FileOwner(61_437, 61_438);

    private final ActingPort acting = new LinuxPlatform().acting();

    @TempDir
    Path roots;

    private Path theirs;

    @BeforeEach
    void aFolderOfSomebodysAlone() throws IOException {
        assumeTrue(Stage.isRoot(), "only root acts as another account");
        Files.setPosixFilePermissions(roots, PosixFilePermissions.fromString("rwx--x--x"));
        theirs = Files.createDirectory(roots.resolve("theirs"));
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(theirs, "unix:gid", (int) SOMEBODY.gid());
        Files.setAttribute(theirs, "unix:uid", (int) SOMEBODY.uid());
    }

    @Override
    public ActingPort acting() {
        return acting;
    }

    @Override
    public FileOwner somebody() {
        return SOMEBODY;
    }

    private interface FileWork {
        void run() throws IOException;
    }

    /** Does it as somebody, and returns with what it could not. */
    private void as(FileWork work) throws IOException, FishnetException {
        IOException[] failed = new IOException[1];
        acting.as(SOMEBODY, () -> {
            try {
                work.run();
            } catch (IOException e) {
                failed[0] = e;
            }
            return true;
        });
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    private static void assertTheirs(Path file) throws IOException {
        assertEquals((int) SOMEBODY.uid(), Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        assertEquals((int) SOMEBODY.gid(), Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    @Tag("S-62")
    void whatIsMadeIsTheirs() throws Exception {
        as(() -> Files.writeString(theirs.resolve("made"), "by the work"));

        assertTheirs(theirs.resolve("made"));
    }

    @Test
    @Tag("S-62")
    void whatAThreadOfTheWorkMakesIsTheirs() throws Exception {
        FutureTask<Path> making = new FutureTask<>(() -> Files.writeString(theirs.resolve("made"), "by its thread"));
        acting.as(SOMEBODY, () -> {
            Thread.ofPlatform().start(making);
            return true;
        });

        assertTheirs(making.get());
    }

    /** What root would have written through, had it only looked for a file of that name. */
    @Test
    @Tag("S-62")
    void aLinkThatTheyPlantedLeadsNowhereTheyCouldNotGo() throws Exception {
        Path victim = Files.writeString(roots.resolve("victim"), "root's");
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(theirs.resolve("made"), victim);
        Files.createSymbolicLink(theirs.resolve("new"), roots.resolve("nothing-yet"));

        assertThrows(AccessDeniedException.class, () -> as(() -> Files.readString(theirs.resolve("made"))));
        assertThrows(AccessDeniedException.class, () -> as(() -> Files.writeString(theirs.resolve("made"), "theirs")));
        assertThrows(AccessDeniedException.class, () -> as(() -> Files.writeString(theirs.resolve("new"), "theirs")));
        assertEquals("root's", Files.readString(victim));
    }

    @Test
    void whoeverAskedIsStillRoot() throws Exception {
        as(() -> {});

        Path made = Files.writeString(theirs.resolve("made"), "by root");
        assertEquals(0, Files.getAttribute(made, "unix:uid"));
    }
}
