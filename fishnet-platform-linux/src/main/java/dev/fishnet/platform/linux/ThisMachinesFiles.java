package dev.fishnet.platform.linux;

import dev.fishnet.crypto.Sha256;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of this machine. */
final class ThisMachinesFiles implements MachineFiles {
    private static final int PERMISSIONS = 07777;
    private static final int TYPE = 0170000;
    private static final int LARGEST = 256 << 20;

    @Override
    public Optional<FileEntry> look(String path) throws FishnetException {
        return explained(path, () -> {
            try {
                return Optional.of(entry(Files.readAttributes(Path.of(path), "unix:*", LinkOption.NOFOLLOW_LINKS)));
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
        });
    }

    private static FileEntry entry(Map<String, Object> attributes) {
        int mode = (Integer) attributes.getOrDefault("mode", 0);
        return new FileEntry(kind(mode & TYPE), id(attributes, "uid"), id(attributes, "gid"), mode & PERMISSIONS, (Long)
                attributes.getOrDefault("size", 0L));
    }

    private static long id(Map<String, Object> attributes, String name) {
        return Integer.toUnsignedLong((Integer) attributes.getOrDefault(name, -1));
    }

    /** The type bits of stat(2). */
    private static FileEntry.Kind kind(int type) {
        return switch (type) {
            case 0100000 -> FileEntry.Kind.FILE;
            case 0040000 -> FileEntry.Kind.FOLDER;
            case 0120000 -> FileEntry.Kind.LINK;
            default -> FileEntry.Kind.OTHER;
        };
    }

    @Override
    public List<String> names(String folder) throws FishnetException {
        return explained(folder, () -> {
            try (Stream<Path> all = Files.list(Path.of(folder))) {
                return all.map(path -> String.valueOf(path.getFileName()))
                        .sorted()
                        .toList();
            } catch (NoSuchFileException | NotDirectoryException none) {
                return List.of();
            }
        });
    }

    @Override
    public List<String> tree(String folder) throws FishnetException {
        return explained(folder, () -> {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                return all.map(Path::toString).toList();
            }
        });
    }

    @Override
    public String real(String path) throws FishnetException {
        return explained(path, () -> Path.of(path).toRealPath().toString());
    }

    @Override
    public String digest(String path) throws FishnetException {
        return explained(path, () -> {
            Path file = Path.of(path);
            if (Files.size(file) > LARGEST) {
                throw new IOException("too large");
            }
            return HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file)));
        });
    }

    @Override
    public Optional<String> digestInside(String archive, String name) throws FishnetException {
        return explained(archive, () -> {
            try (ZipFile zip = new ZipFile(archive)) {
                ZipEntry entry = zip.getEntry(name);
                return entry == null ? Optional.empty() : Optional.of(digest(zip, entry));
            }
        });
    }

    private static String digest(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return HexFormat.of().formatHex(Sha256.of(in.readNBytes(LARGEST)));
        }
    }

    @Override
    public Optional<String> text(String path) throws FishnetException {
        return SystemFiles.ofThisMachine().read(path);
    }

    private static <T> T explained(String path, Work<T> work) throws FishnetException {
        try {
            return work.call();
        } catch (AccessDeniedException e) {
            throw new FishnetException(ErrorKind.NOT_PRIVILEGED, "this user cannot see " + path, "re-run with sudo", e);
        } catch (IOException | UncheckedIOException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "cannot read " + path, null, e);
        }
    }

    private interface Work<T> {
        T call() throws IOException;
    }
}
