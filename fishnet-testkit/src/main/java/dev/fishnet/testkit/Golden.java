package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole outputs kept as files under {@code src/test/resources/golden}. {@code -Dgolden.update=true} rewrites a file
 * that differs and fails all the same, so that a person reads the change before it counts.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private final Path folder;
    private final boolean update;

    Golden(Path folder, boolean update) {
        this.folder = folder;
        this.update = update;
    }

    /**
     * Compares a text with the golden file of that name.
     *
     * @param name path below {@code src/test/resources/golden} of the module under test
     */
    public static void assertMatches(String name, String actual) {
        new Golden(FOLDER, Boolean.getBoolean("golden.update")).check(name, actual);
    }

    void check(String name, String actual) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                reject(file, actual, "there is no golden file");
            }
            String expected = Files.readString(file);
            if (update && !expected.equals(actual)) {
                reject(file, actual, "the output changed");
            }
            assertEquals(expected, actual, () -> file + " differs; -Dgolden.update=true rewrites it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reject(Path file, String actual, String why) throws IOException {
        if (!update) {
            fail(why + ": " + file + "; -Dgolden.update=true writes it");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
        fail(why + ", and " + file + " has been written: read it, then run again");
    }
}
