package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a lab needs of the machine it runs on. What is missing skips the lab and says so, unless
 * {@code -Dfishnet.lab=required} makes a failure of it: a CI that skips its most important test has not run it.
 */
public final class Requirements {
    private Requirements() {}

    /** The launcher of the product under test: of the distribution that is installed, where one is built. */
    public static Path launcher() {
        return launcher(System.getProperty("fishnet.launcher", "../fishnet"));
    }

    /** The launcher of the checkout. It may build first, and a namespace has no network for that. */
    static Path checkoutsLauncher() {
        return launcher("../fishnet");
    }

    private static Path launcher(String path) {
        Path launcher = Path.of(path).toAbsolutePath().normalize();
        need(Files.isExecutable(launcher), "there is no launcher at " + launcher);
        Run.of(launcher.toString(), "--version").mustSucceed();
        return launcher;
    }

    public static void rootOnLinux() {
        need(System.getProperty("os.name").startsWith("Linux"), "network namespaces are Linux's");
        need(Run.of("id", "-u").output().strip().equals("0"), "making accounts and namespaces takes root");
    }

    public static void tools(String... names) {
        for (String name : names) {
            need(onPath(name), name + " is not installed");
        }
    }

    public static void need(boolean met, String otherwise) {
        if ("required".equals(System.getProperty("fishnet.lab"))) {
            assertTrue(met, otherwise);
        }
        assumeTrue(met, otherwise);
    }

    private static boolean onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
