package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileChangePort;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.UUID;

/**
 * The files of this machine, as plans change them: regular files of UTF-8 text up to 1 MiB, by absolute path. Links are
 * not followed at the file itself, only on the way to it. A written file appears under its name with its content,
 * owner, group and mode complete, and is on disk when the call returns.
 */
public final class LocalFileChanges implements FileChangePort {
    private static final int LARGEST = 1 << 20;

    @Override
    public Optional<Step.WriteFile> read(String path) throws FishnetException {
        Path file = absolute(path);
        return FileFailure.explained("read", file, () -> {
            Optional<PosixFileAttributes> found = PlainFile.attributes(file);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Step.WriteFile(path, text(file), Ownership.of(found.get())));
        });
    }

    /** Text only: what is read may have to be put back byte for byte. */
    private static String text(Path file) throws IOException, FishnetException {
        byte[] content = PlainFile.read(file, LARGEST);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FishnetException(
                    ErrorKind.FAILED, file + " is not UTF-8 text", "move it away if it is not Fishnet's", e);
        }
    }

    @Override
    public void write(Step.WriteFile wanted) throws FishnetException {
        Path file = absolute(wanted.path());
        byte[] content = wanted.content().getBytes(StandardCharsets.UTF_8);
        FileMode mode = wanted.mode();
        if (content.length > LARGEST) {
            throw FileFailure.tooLarge(file, LARGEST);
        }
        FileFailure.explained("write", file, () -> {
            PlainFile.attributes(file);
            Path draft = file.resolveSibling("." + file.getFileName() + ".fishnet-" + UUID.randomUUID());
            new WholeWrite(draft).replace(file, content, made -> Ownership.give(made, mode));
            return file;
        });
    }

    @Override
    public void remove(String path) throws FishnetException {
        Path file = absolute(path);
        FileFailure.explained("remove", file, () -> {
            if (PlainFile.attributes(file).isPresent()) {
                Files.delete(file);
                WholeWrite.syncFolderOf(file);
            }
            return file;
        });
    }

    private static Path absolute(String path) {
        Path file = Path.of(path);
        if (!file.isAbsolute() || file.getFileName() == null) {
            throw new IllegalArgumentException("not the absolute path of a file: " + path);
        }
        return file;
    }
}
