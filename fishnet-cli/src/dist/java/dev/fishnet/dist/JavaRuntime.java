package dev.fishnet.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

    /**
     * Where the JDK takes cryptography from. Its own list has more: names of modules that are not here, which it would look
     * for among the program's jars each time that it does not find an algorithm, and so make both of BouncyCastle's, 700
     * classes and 8 MB of memory for nothing.
     */
    private static final List<String> PROVIDERS = List.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");

    private static final Pattern PROVIDER = Pattern.compile("security\\.provider\\.\\d+=(\\S+)");

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
        onlyOurProviders(folder.resolve("conf/security/java.security"));
    }

    /** Puts our list in the place of the JDK's, which must have all that are in ours. */
    private static void onlyOurProviders(Path file) throws IOException {
        List<String> kept = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            var provider = PROVIDER.matcher(line);
            if (!provider.matches()) {
                kept.add(line);
            } else if (PROVIDERS.contains(provider.group(1))) {
                found.add(provider.group(1));
                kept.add("security.provider." + found.size() + "=" + provider.group(1));
            }
        }
        if (!found.equals(PROVIDERS)) {
            throw new IOException(file + " does not name " + PROVIDERS + " in this order, but " + found);
        }
        Files.write(file, kept);
    }
}
