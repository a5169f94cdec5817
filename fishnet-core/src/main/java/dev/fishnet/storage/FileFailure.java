package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Says in words what the file system refused. */
public final class FileFailure {
    private FileFailure() {}

    /**
     * What the file system refused, as an operator reads it.
     *
     * @param doing what was tried, for example {@code "write"}
     */
    public static FishnetException of(String doing, Path file, IOException cause) {
        return new FishnetException(
                kind(cause), "cannot " + doing + " " + file + ": " + reason(cause), hint(cause), cause);
    }

    /** Does it, and turns what the file system refuses into a sentence. */
    public static <T> T explained(String doing, Path file, Action<T> action) throws FishnetException {
        try {
            return action.run();
        } catch (IOException e) {
            throw of(doing, file, e);
        }
    }

    /** Something done to files. */
    public interface Action<T> {
        T run() throws IOException, FishnetException;
    }

    static FishnetException alreadyThere(Path file) {
        return new FishnetException(
                ErrorKind.USAGE, file + " exists already", "choose another name, or move the file away");
    }

    static FishnetException notRegular(Path file) {
        return new FishnetException(
                ErrorKind.FAILED,
                file + " is not a regular file",
                "symbolic links, folders and devices are refused here: put a plain file in its place");
    }

    static FishnetException tooLarge(Path file, int limit) {
        return new FishnetException(
                ErrorKind.FAILED, file + " is larger than " + limit + " bytes", "move it away if it is not Fishnet's");
    }

    private static ErrorKind kind(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> ErrorKind.NOT_PRIVILEGED;
            case NoSuchFileException missing -> ErrorKind.NOT_FOUND;
            default -> ErrorKind.UNAVAILABLE;
        };
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file or folder";
            case FileAlreadyExistsException there -> "it exists already";
            case DirectoryNotEmptyException folder -> "there is a folder of that name";
            case FileSystemException failed -> Objects.requireNonNullElse(failed.getReason(), "input/output error");
            default -> String.valueOf(cause.getMessage());
        };
    }

    private static String hint(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "run this as the file's owner";
            case NoSuchFileException missing -> "check the path";
            default -> "nothing has been changed; mend the cause and try again";
        };
    }
}
