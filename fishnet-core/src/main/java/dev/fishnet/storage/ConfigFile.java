package dev.fishnet.storage;

import dev.fishnet.config.Document;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Problem;
import dev.fishnet.config.Reading;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** {@code fishnet.toml} on disk. */
public final class ConfigFile {
    private static final int LARGEST = 1 << 20;
    private static final int OWNERS_ALONE = 0600;

    private final Path file;

    public ConfigFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Writes the file, its owner's alone, where there is none. */
    public void create(String text) throws FishnetException {
        FileFailure.explained("write", file, () -> {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        });
    }

    /** What is written there, whether it can be meant or not. */
    public Document document() throws FishnetException {
        return documentOf(content());
    }

    /** The file's bytes. */
    public byte[] content() throws FishnetException {
        return FileFailure.explained("read", file, () -> PlainFile.read(file, LARGEST));
    }

    /** What a file of that content says. */
    public static Document documentOf(byte[] content) {
        if (content.length > LARGEST) {
            return new Document(List.of(), List.of(Problem.atLine(1, "larger than " + LARGEST + " bytes")));
        }
        try {
            return TomlText.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Document(List.of(), List.of(Problem.atLine(1, "not UTF-8")));
        }
    }

    /** Puts the content in the file's place in one move. It keeps its owner and mode; a new one is its folder's. */
    public void replace(byte[] content) throws FishnetException {
        FileFailure.explained("write", file, () -> {
            FileMode mode = mode();
            new WholeWrite(file.resolveSibling("." + file.getFileName() + ".new"))
                    .replace(file, content, draft -> Ownership.give(draft, mode));
            return file;
        });
    }

    /** The defaults, changed by what the file says. */
    public FishnetConfig read() throws FishnetException {
        return Reading.of(document(), name -> Optional.empty()).orElseThrow(file.toString());
    }

    private FileMode mode() throws IOException, FishnetException {
        Optional<PosixFileAttributes> found = PlainFile.attributes(file);
        if (found.isPresent()) {
            return Ownership.of(found.get());
        }
        FileMode folder = Ownership.of(Files.readAttributes(file.resolveSibling("."), PosixFileAttributes.class));
        return new FileMode(folder.owner(), folder.group(), OWNERS_ALONE);
    }
}
