package dev.fishnet.cli.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the product under test that every account may run: a checkout may be closed to some. */
final class Program {
    private final List<String> commandLine;

    Program(World world) {
        Path folder = world.folder("rwxr-xr-x");
        Path installed = Requirements.launcher().resolve("../..").normalize();
        commandLine =
                Files.isRegularFile(installed.resolve("lib/fishnet.jar")) ? image(installed, folder) : jars(folder);
        Run.of("chmod", "-R", "go=rX", folder.toString()).mustSucceed();
    }

    private static List<String> image(Path installed, Path folder) {
        // With the times of its files, or its caches would be taken for those of another program.
        Run.of("cp", "-a", installed + "/.", folder.toString()).mustSucceed();
        return List.of(folder.resolve("bin/fishnet").toString());
    }

    private static List<String> jars(Path folder) {
        Run.of("cp", "-R", "target/fishnet-cli.jar", "target/lib", folder.toString())
                .mustSucceed();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                folder.resolve("fishnet-cli.jar") + ":" + folder.resolve("lib") + "/*",
                "dev.fishnet.cli.Main");
    }

    /** The command line behind that prefix, up to the product's own arguments. */
    List<String> under(List<String> prefix) {
        return Run.join(prefix, commandLine.toArray(String[]::new));
    }
}
