package dev.fishnet.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starting a process is the same on both systems, but the platform modules must not see each other and the core starts
 * none, so two classes exist twice. They must not drift apart.
 */
class TwinsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @ParameterizedTest
    @ValueSource(strings = {"ChildProcess", "ConfidedProcess"})
    void aChildProcessIsTheSameOnBothSystems(String twin) throws IOException {
        assertEquals(source("linux", twin), source("macos", twin));
    }

    private static String source(String system, String twin) throws IOException {
        Path file = ROOT.resolve(
                "fishnet-platform-%1$s/src/main/java/dev/fishnet/platform/%1$s/%2$s.java".formatted(system, twin));
        return Files.readString(file).replace("package dev.fishnet.platform." + system, "package dev.fishnet.platform");
    }
}
