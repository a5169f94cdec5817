package dev.fishnet.storage;

import dev.fishnet.error.FishnetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A copy of a file for an editor to change, in a folder of its own that nobody else can look into. */
public final class EditCopy implements AutoCloseable {
    private static final int LARGEST = 16 << 20;

    private final Path folder;
    private final Path copy;

    private EditCopy(Path folder, Path copy) {
        this.folder = folder;
        this.copy = copy;
    }

    /** A copy of that name and content. */
    public static EditCopy of(String name, byte[] content) throws FishnetException {
        Path temporary = Path.of(name);
        return FileFailure.explained("copy", temporary, () -> {
            // The folder is made for its owner alone, so what the editor leaves beside the copy is nobody else's too.
            Path folder = Files.createTempDirectory("fishnet-edit-");
            Path copy = Files.createFile(folder.resolve(name), WholeWrite.OWNER_ONLY);
            Files.write(copy, content, StandardOpenOption.WRITE);
            return new EditCopy(folder, copy);
        });
    }

    public Path path() {
        return copy;
    }

    /** What the copy holds now. */
    public byte[] content() throws FishnetException {
        return FileFailure.explained("read", copy, () -> PlainFile.read(copy, LARGEST));
    }

    /** Removes it, and what the editor left beside it. */
    @Override
    public void close() throws FishnetException {
        FileFailure.explained("remove", folder, () -> {
            try (var left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            return folder;
        });
    }
}
