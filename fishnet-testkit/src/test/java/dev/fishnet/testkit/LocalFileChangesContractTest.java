package dev.fishnet.testkit;

import dev.fishnet.plan.FileChangePort;
import dev.fishnet.plan.FileMode;
import dev.fishnet.storage.LocalFileChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.junit.jupiter.api.io.TempDir;

/** The files of this machine sign what the fake signs. */
class LocalFileChangesContractTest implements FileChangePortContract {
    @TempDir
    Path folder;

    @Override
    public FileChangePort files() {
        return new LocalFileChanges();
    }

    @Override
    public String freshPath() {
        return folder.resolve("file").toString();
    }

    @Override
    public FileMode mode() {
        try {
            PosixFileAttributes ours = Files.readAttributes(folder, PosixFileAttributes.class);
            return new FileMode(ours.owner().getName(), ours.group().getName(), 0640);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
