package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two facts that make a place one to come back to. */
class BootedMachineTest {
    @TempDir
    Path proc;

    private Path self = Path.of("self");
    private Path first = Path.of("1");

    @BeforeEach
    void processes() throws IOException {
        self = Files.createDirectories(proc.resolve("self/ns"));
        first = Files.createDirectories(proc.resolve("1/ns"));
    }

    private BootedMachine machine(boolean systemd) throws IOException {
        Path booted = proc.resolve("systemd");
        if (systemd) {
            Files.createDirectory(booted);
        }
        return new BootedMachine(proc, booted);
    }

    private static void inNetwork(Path process, String network) throws IOException {
        Files.createSymbolicLink(process.resolve("net"), Path.of(network));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  net:[1], net:[1], true",
        "true,  net:[1], net:[2], false",
        "false, net:[1], net:[1], false",
        "false, net:[1], net:[2], false",
    })
    void itTakesSystemdAndItsNetwork(boolean systemd, String its, String ours, boolean comesBack) throws IOException {
        inNetwork(first, its);
        inNetwork(self, ours);

        assertEquals(comesBack, machine(systemd).comesBack());
    }

    @Test
    void whatRootCannotReadIsNoPlaceToWriteFor() throws IOException {
        owned(0);

        assertFalse(machine(true).comesBack());
    }

    @Test
    void whoIsNotRootIsShownWhatRootWouldDo() throws IOException {
        owned(1000);

        assertTrue(machine(true).comesBack());
    }

    @Test
    void aFileInSystemdsPlaceIsNoSystemd() throws IOException {
        inNetwork(first, "net:[1]");
        inNetwork(self, "net:[1]");
        Path file = Files.createFile(proc.resolve("file"));

        assertFalse(new BootedMachine(proc, file).comesBack());
    }

    private void owned(int uid) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give a folder away");
        Files.setAttribute(proc.resolve("self"), "unix:uid", uid);
    }
}
