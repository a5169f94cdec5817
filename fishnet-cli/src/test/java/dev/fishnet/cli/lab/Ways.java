package dev.fishnet.cli.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@link Probe}, where an agent can run it. */
final class Ways {
    private final Path folder;

    Ways(World world) throws IOException {
        folder = world.folder("rwxr-xr-x");
        String name = Probe.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        try (InputStream probe = Probe.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(probe, copy);
        }
    }

    /** One line for each way. */
    List<String> probe(List<String> asWhom, String word, String... ways) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> argv = Run.join(
                asWhom,
                java,
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                folder.toString(),
                Probe.class.getName(),
                word);
        return Run.of(Run.join(argv, ways).toArray(String[]::new)).mustSucceed().lines();
    }
}
