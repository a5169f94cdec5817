package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    @Tag("S-16")
    void aNewOneIsItsOwnersAlone() throws Exception {
        Path path = folder.resolve("data");

        new DataDirectory(path).require(uid());

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void anOldOneIsTakenAsItIs() throws Exception {
        Path path = folder.resolve("data");
        new DataDirectory(path).require(uid());
        Files.writeString(path.resolve("kept"), "");

        new DataDirectory(path).require(uid());

        assertTrue(Files.exists(path.resolve("kept")));
    }

    @Test
    void oneThatOthersCanLookIntoIsRefused() throws IOException {
        Path path = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));

        FishnetException e = assertThrows(FishnetException.class, () -> new DataDirectory(path).require(uid()));

        assertTrue(e.getMessage().startsWith("other users can look into the data directory"), e.getMessage());
    }

    @Test
    void oneOfAnotherAccountIsRefusedAndLeftAlone() throws Exception {
        Path path = folder.resolve("data");
        new DataDirectory(path).require(uid());

        FishnetException e = assertThrows(FishnetException.class, () -> new DataDirectory(path).require(uid() + 1));

        assertEquals(ErrorKind.NOT_PRIVILEGED, e.kind());
        assertTrue(e.hint().orElseThrow().contains(uid() == 0 ? "chown -R ACCOUNT" : "sudo -u "), e.hint()::get);
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path link = Files.createSymbolicLink(folder.resolve("data"), target);

        assertThrows(FishnetException.class, () -> new DataDirectory(link).require(uid()));
    }

    @Test
    void whereItCannotBeMadeNothingIs() {
        Path path = folder.resolve("missing").resolve("data");

        FishnetException e = assertThrows(FishnetException.class, () -> new DataDirectory(path).require(uid()));

        assertTrue(e.getMessage().endsWith("no such file or folder"), e.getMessage());
        assertFalse(Files.exists(path.getParent()));
    }

    private long uid() throws IOException {
        return (Integer) Files.getAttribute(folder, "unix:uid");
    }
}
