package dev.fishnet.storage;

import dev.fishnet.config.ConfigException;
import dev.fishnet.config.Document;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Problem;
import dev.fishnet.config.Reading;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** {@code fishnet.toml} on disk. */
public final class ConfigFile {
    private static final int LARGEST = 1 << 20;

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
        return TomlText.parse(text());
    }

    /** What would be read if this were the file's text. */
    public static Document documentOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > LARGEST
                ? new Document(List.of(), List.of(Problem.atLine(1, "larger than " + LARGEST + " bytes")))
                : TomlText.parse(text);
    }

    /** The defaults, changed by what the file says. */
    public FishnetConfig read() throws FishnetException {
        return Reading.of(document(), name -> Optional.empty()).orElseThrow(file.toString());
    }

    /** The file's text. */
    public String text() throws FishnetException {
        byte[] bytes = FileFailure.explained("read", file, () -> PlainFile.read(file, LARGEST));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigException(ErrorKind.USAGE, file + ": not UTF-8", "save it as UTF-8 and try again");
        }
    }
}
