package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "needs the unix attributes of Linux")
class ThisMachinesFilesTest {
    /** Of "abc", from FIPS 180-2. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final MachineFiles files = new ThisMachinesFiles();

    @TempDir
    Path folder;

    @Test
    void ownerModeAndSizeAreTheFilesOwn() throws IOException, FishnetException {
        Path file = Files.writeString(folder.resolve("f"), "abc");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        FileEntry entry = files.look(file.toString()).orElseThrow();

        assertEquals(FileEntry.Kind.FILE, entry.kind());
        assertEquals("0640", entry.octal());
        assertEquals(3, entry.size());
        assertEquals((long) (int) Files.getAttribute(file, "unix:uid"), entry.uid());
    }

    @Test
    void aLinkIsALinkAndNamesItsTarget() throws IOException, FishnetException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        assertEquals(
                FileEntry.Kind.LINK, files.look(link.toString()).orElseThrow().kind());
        assertEquals(target.toRealPath().toString(), files.real(link.toString()));
        assertTrue(files.look(target.toString()).orElseThrow().isFolder());
    }

    @Test
    void whatIsNotThereIsEmpty() throws FishnetException {
        String none = folder + "/none";

        assertEquals(Optional.empty(), files.look(none));
        assertEquals(Optional.empty(), files.text(none));
        assertEquals(List.of(), files.names(none));
        assertThrows(FishnetException.class, () -> files.digest(none));
        assertThrows(FishnetException.class, () -> files.real(none));
    }

    @Test
    void aFolderIsListedAndWalked() throws IOException, FishnetException {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/c"), "");
        Files.writeString(folder.resolve("a"), "");

        assertEquals(List.of("a", "b"), files.names(folder.toString()));
        assertTrue(files.tree(folder.toString()).contains(folder + "/b/c"));
    }

    @Test
    void digestsAreThoseOfTheContentInsideAnArchiveToo() throws IOException, FishnetException {
        Path file = Files.writeString(folder.resolve("f"), "abc");
        Path archive = folder.resolve("x.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("in/side"));
            zip.write(Files.readAllBytes(file));
        }

        assertEquals(ABC, files.digest(file.toString()));
        assertEquals(Optional.of(ABC), files.digestInside(archive.toString(), "in/side"));
        assertEquals(Optional.empty(), files.digestInside(archive.toString(), "in"));
    }

    @Test
    void jnaHasALibraryForThisMachineWhereTheInstallationLooksForIt() throws IOException {
        Path library = folder.resolve(NativeLibrary.JNA.file());

        NativeLibrary.JNA.unpack(library);

        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(library)));
        assertFalse(Files.size(library) < 50_000);
    }
}
