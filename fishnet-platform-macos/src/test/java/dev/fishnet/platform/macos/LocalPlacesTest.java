package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlacesTest {
    @TempDir
    Path folder;

    private final LocalPlaces places = new LocalPlaces();

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void aPlaceIsSeenWithOwnerAndMode() throws Exception {
        String file = file("a", "");
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r-x--x"));

        Place found = places.at(file).orElseThrow();

        assertEquals(Place.Kind.FILE, found.kind());
        assertEquals("0651", found.octal());
        assertEquals(((Number) Files.getAttribute(Path.of(file), "unix:uid")).longValue(), found.uid());
    }

    @Test
    void aLinkIsALinkAndSaysWhereItLeads() throws Exception {
        String file = file("a", "");
        String link =
                Files.createSymbolicLink(folder.resolve("link"), Path.of(file)).toString();

        assertEquals(Place.Kind.LINK, places.at(link).orElseThrow().kind());
        assertEquals(Path.of(file).toRealPath().toString(), places.real(link).orElseThrow());
    }

    @Test
    void whatIsNotThereIsEmpty() throws Exception {
        String nothing = folder.resolve("nothing").toString();

        assertEquals(Optional.empty(), places.at(nothing));
        assertEquals(Optional.empty(), places.real(nothing));
        assertEquals(List.of(), places.in(nothing));
        assertFalse(places.same(file("a", ""), nothing));
    }

    @Test
    void filesAreTheSameByTheirBytes() throws Exception {
        assertTrue(places.same(file("a", "one"), file("b", "one")));
        assertFalse(places.same(file("a", "one"), file("b", "two")));
    }

    @Test
    void aDirectoryIsListedInOrder() throws Exception {
        String second = file("b", "");
        String first = file("a", "");

        assertEquals(List.of(first, second), places.in(folder.toString()));
    }
}
