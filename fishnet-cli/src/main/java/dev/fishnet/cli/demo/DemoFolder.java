package dev.fishnet.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one folder the demo touches: a part for Fishnet, closed; a part for the agent, open. Removed at the end. */
final class DemoFolder implements AutoCloseable {
    private final Path root;

    private DemoFolder(Path root) {
        this.root = root;
    }

    static DemoFolder create() throws IOException {
        Path root = Files.createTempDirectory("fishnet-demo-");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        DemoFolder folder = new DemoFolder(root);
        Runtime.getRuntime().addShutdownHook(new Thread(folder::removeIfThere, "fishnet-demo-folder"));
        return folder;
    }

    Path root() {
        return root;
    }

    Path forFishnet() throws IOException {
        return subfolder("fishnet", "rwx------");
    }

    /** Another user runs from here, so it is readable whatever the umask says. */
    Path forAgent() throws IOException {
        return subfolder("agent", "rwxr-xr-x");
    }

    private Path subfolder(String name, String mode) throws IOException {
        Path folder = Files.createDirectory(root.resolve(name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        return folder;
    }

    /** For a demo that is interrupted. */
    private void removeIfThere() {
        try {
            if (Files.exists(root)) {
                close();
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
