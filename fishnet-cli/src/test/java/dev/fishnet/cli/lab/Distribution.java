package dev.fishnet.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build's profile {@code dist} has made. */
final class Distribution {
    private static final Path FOLDER = Path.of("target", "dist");

    private Distribution() {}

    static Path image() throws IOException {
        return the("fishnet-", "");
    }

    static Path archive() throws IOException {
        return the("fishnet-", ".tar.gz");
    }

    static Path debianPackage() throws IOException {
        return the("fishnet_", ".deb");
    }

    private static Path the(String start, String end) throws IOException {
        Requirements.need(Files.isDirectory(FOLDER), "the distribution is not built: mvn -P dist package");
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found = files.filter(file -> isMeant(file, start, end)).toList();
            Requirements.need(found.size() == 1, "one " + start + "*" + end + " is needed, and there are " + found);
            return found.getFirst();
        }
    }

    private static boolean isMeant(Path file, String start, String end) {
        String name = file.getFileName().toString();
        return name.startsWith(start) && (end.isEmpty() ? Files.isDirectory(file) : name.endsWith(end));
    }
}
