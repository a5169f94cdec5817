package dev.fishnet.storage;

import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A small text that others may read: replaced whole, mode 0644 whatever the umask. Something of that name that is no
 * regular file, such as a symbolic link, is neither read nor replaced.
 */
public final class PublicFile {
    private static final String FOR_EVERYBODY = "rw-r--r--";

    private final Path path;

    public PublicFile(Path path) {
        this.path = path;
    }

    /**
     * What it says now.
     *
     * @param limit in bytes; a longer file is an error
     * @return empty when there is no file of that name
     */
    public Optional<String> read(int limit) throws FishnetException {
        return FileFailure.explained(
                "read",
                path,
                () -> PlainFile.attributes(path).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new String(PlainFile.read(path, limit), StandardCharsets.UTF_8)));
    }

    /** Puts this in its place. The folder must be there; what a killed writer has left in it goes. */
    public void replace(String content) throws FishnetException {
        FileFailure.explained("write", path, () -> {
            PlainFile.attributes(path);
            Path draft = path.resolveSibling(path.getFileName() + ".tmp");
            Files.deleteIfExists(draft);
            new WholeWrite(draft).replace(path, content.getBytes(StandardCharsets.UTF_8), PublicFile::open);
            return path;
        });
    }

    private static void open(Path made) throws IOException {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(FOR_EVERYBODY));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
