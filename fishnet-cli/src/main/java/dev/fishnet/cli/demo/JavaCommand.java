package dev.fishnet.cli.demo;

import java.nio.file.Path;
import java.util.List;

/** The command that starts another Java program like this one. */
final class JavaCommand {
    private JavaCommand() {}

    /** Arguments up to the main class, for a program that lives for moments. */
    static List<String> quick(String classPath) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                classPath);
    }

    /** Arguments up to the main class, for this very program. */
    static List<String> self() {
        return quick(System.getProperty("java.class.path"));
    }
}
