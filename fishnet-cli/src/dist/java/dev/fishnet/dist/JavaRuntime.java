package dev.fishnet.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** The runtime that runs this, cut down to the modules that the program uses (jlink). */
final class JavaRuntime {
    /**
     * What {@code jdeps} finds, without java.desktop (JNA's windows) and jdk.jfr (Netty's flight recorder events), which are
     * looked for and may be missing. Elliptic curves are in java.base since JDK 22.
     */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.sql",
            "jdk.httpserver",
            "jdk.management",
            "jdk.unsupported");

    private JavaRuntime() {}

    static void link(Path folder) throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
        // Not compressed here: the archive is, and a class that no cache has is found faster.
        int exit = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-0",
                "--output",
                folder.toString());
        if (exit != 0) {
            throw new IOException("jlink failed");
        }
        Trees.keepOnly(folder.resolve("bin"), List.of("java"));
    }
}
