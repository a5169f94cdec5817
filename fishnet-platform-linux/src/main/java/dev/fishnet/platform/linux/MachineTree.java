package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The files of a machine, by absolute path: this one's, or those of a folder that stands for its root. */
final class MachineTree {
    /** Far more than any directory that is looked at has a reason to hold. */
    private static final int MOST_ENTRIES = 20_000;

    private final Path root;

    MachineTree(Path root) {
        this.root = root;
    }

    static MachineTree ofThisMachine() {
        return new MachineTree(Path.of("/"));
    }

    /** Where the file really is, for a program that has to be told. */
    String actual(String path) {
        return root.resolve(path.substring(1)).toString();
    }

    /** The other way round. */
    String seen(String actual) {
        return "/" + root.relativize(Path.of(actual));
    }

    /** A text file of at most {@link SystemFiles#LARGEST} bytes; empty when there is none. */
    Optional<String> read(String path) throws FishnetException {
        return orEmpty(path, () -> {
            try (var in = Files.newInputStream(Path.of(actual(path)))) {
                byte[] bytes = in.readNBytes(SystemFiles.LARGEST + 1);
                if (bytes.length > SystemFiles.LARGEST) {
                    throw new IOException("larger than " + SystemFiles.LARGEST + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        });
    }

    /** The file itself, a symbolic link included; empty when there is none. */
    Optional<FileFacts> facts(String path) throws FishnetException {
        return stat(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The file that a symbolic link leads to, or the file itself; empty when there is none. */
    Optional<FileFacts> target(String path) throws FishnetException {
        return stat(path);
    }

    private Optional<FileFacts> stat(String path, LinkOption... options) throws FishnetException {
        return orEmpty(
                path, () -> FileFacts.of(Files.readAttributes(Path.of(actual(path)), "unix:mode,uid,gid", options)));
    }

    /** What a symbolic link says, made absolute. */
    Optional<String> linkTarget(String path) throws FishnetException {
        return orEmpty(
                path,
                () -> Path.of(path)
                        .resolveSibling(Files.readSymbolicLink(Path.of(actual(path))))
                        .normalize()
                        .toString());
    }

    /** The paths of what is in a directory, in order; empty when there is no such directory. */
    List<String> list(String path) throws FishnetException {
        return orEmpty(path, () -> entries(path)).orElse(List.of());
    }

    private List<String> entries(String path) throws IOException {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(actual(path)))) {
            for (Path entry : stream) {
                if (entries.size() == MOST_ENTRIES) {
                    throw new IOException("holds more than " + MOST_ENTRIES + " files");
                }
                entries.add((path.equals("/") ? "" : path) + "/" + entry.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    private interface Look<T> {
        T at() throws IOException;
    }

    private static <T> Optional<T> orEmpty(String path, Look<T> look) throws FishnetException {
        try {
            return Optional.of(look.at());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new FishnetException(ErrorKind.NOT_PRIVILEGED, path + " may not be read", "sudo fishnet doctor", e);
        } catch (IOException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, path + " cannot be read: " + e.getMessage(), "look at it as root", e);
        }
    }
}
