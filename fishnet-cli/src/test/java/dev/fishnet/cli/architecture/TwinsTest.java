package dev.fishnet.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Starting a process is the same on both systems, but the platform modules must not see each other and the core starts
 * none, so the class exists twice. The two must not drift apart.
 */
class TwinsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void aChildProcessIsTheSameOnBothSystems() throws IOException {
        assertEquals(source("linux"), source("macos"));
    }

    private static String source(String system) throws IOException {
        Path file = ROOT.resolve(
                "fishnet-platform-%1$s/src/main/java/dev/fishnet/platform/%1$s/ChildProcess.java".formatted(system));
        return Files.readString(file).replace("package dev.fishnet.platform." + system, "package dev.fishnet.platform");
    }
}
