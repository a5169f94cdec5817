package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;

/** A text that is handed from one person to another, for example a proof. */
public final class TextFile {
    private final Path path;

    public TextFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * What it says.
     *
     * @param limit in bytes
     * @throws FishnetException when there is none, when it is longer than that, and of kind CORRUPT when it is not
     *     UTF-8
     */
    public String read(int limit) throws FishnetException {
        byte[] content = FileFailure.explained("read", path, () -> PlainFile.read(path, limit));
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            throw new FishnetException(ErrorKind.CORRUPT, path + " is not a text in UTF-8", "is it the right file?");
        }
        return text;
    }

    /**
     * Makes the file, whole or not at all, for its owner alone to read.
     *
     * @throws FishnetException of kind USAGE when there is something of that name, which stays
     */
    public void create(String content) throws FishnetException {
        FileFailure.explained("write", path, () -> {
            if (exists()) {
                throw FileFailure.alreadyThere(path);
            }
            Path draft = path.resolveSibling("." + path.getFileName() + ".tmp-" + UUID.randomUUID());
            try {
                new WholeWrite(draft).createNew(path, content.getBytes(StandardCharsets.UTF_8), made -> {});
            } catch (FileAlreadyExistsException e) {
                throw FileFailure.alreadyThere(path);
            }
            return path;
        });
    }
}
