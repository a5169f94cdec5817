package dev.fishnet.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A copy of the built product that every account may run: a checkout may be closed to some. */
final class Program {
    private final Path folder;

    Program(World world) throws IOException {
        folder = world.folder("rwxr-xr-x");
        Path built = Path.of("target");
        Run.of(
                        "cp",
                        "-R",
                        built.resolve("fishnet-cli.jar").toString(),
                        built.resolve("lib").toString(),
                        folder.toString())
                .mustSucceed();
        Run.of("chmod", "-R", "go=rX", folder.toString()).mustSucceed();
    }

    /** The command line behind that prefix, up to the product's own arguments. */
    List<String> under(List<String> prefix) {
        return Run.join(
                prefix,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                folder.resolve("fishnet-cli.jar") + ":" + folder.resolve("lib") + "/*",
                "dev.fishnet.cli.Main");
    }
}
