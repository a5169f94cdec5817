package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class GoldenTest {
    @TempDir
    Path folder;

    @Test
    void theSameTextPasses() throws IOException {
        Files.writeString(folder.resolve("plan.txt"), "one\n");

        assertDoesNotThrow(() -> new Golden(folder, false).check("plan.txt", "one\n"));
    }

    @Test
    void anotherTextFailsAndLeavesTheFileAlone() throws IOException {
        Files.writeString(folder.resolve("plan.txt"), "one\n");

        assertThrows(AssertionFailedError.class, () -> new Golden(folder, false).check("plan.txt", "two\n"));

        assertEquals("one\n", Files.readString(folder.resolve("plan.txt")));
    }

    @Test
    void aMissingFileFailsAndIsNotInvented() {
        assertThrows(AssertionFailedError.class, () -> new Golden(folder, false).check("plan.txt", "one\n"));

        assertFalse(Files.exists(folder.resolve("plan.txt")));
    }

    @Test
    void updatingRewritesAndStillFailsOnce() throws IOException {
        Files.writeString(folder.resolve("plan.txt"), "one\n");
        Golden updating = new Golden(folder, true);

        assertThrows(AssertionFailedError.class, () -> updating.check("plan.txt", "two\n"));

        assertEquals("two\n", Files.readString(folder.resolve("plan.txt")));
        assertDoesNotThrow(() -> updating.check("plan.txt", "two\n"));
    }
}
