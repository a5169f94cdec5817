package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The disk of this machine. */
final class LocalPlaces implements Places {
    private static final int MOST_ENTRIES = 100_000;
    private static final int MODE_BITS = 07777;

    @Override
    public Optional<Place> at(String path) throws FishnetException {
        return looking(path, () -> {
            Map<String, Object> found = Files.readAttributes(
                    Path.of(path),
                    "unix:mode,uid,gid,isDirectory,isRegularFile,isSymbolicLink",
                    LinkOption.NOFOLLOW_LINKS);
            return new Place(
                    path, kind(found), id(found, "uid"), id(found, "gid"), (int) id(found, "mode") & MODE_BITS);
        });
    }

    private static Place.Kind kind(Map<String, Object> found) {
        if (is(found, "isSymbolicLink")) {
            return Place.Kind.LINK;
        }
        if (is(found, "isDirectory")) {
            return Place.Kind.DIRECTORY;
        }
        return is(found, "isRegularFile") ? Place.Kind.FILE : Place.Kind.OTHER;
    }

    private static boolean is(Map<String, Object> found, String attribute) {
        return Boolean.TRUE.equals(found.get(attribute));
    }

    /** Ids are unsigned, and Java has no such integer. */
    private static long id(Map<String, Object> found, String attribute) {
        return found.get(attribute) instanceof Integer value ? value & 0xFFFF_FFFFL : -1;
    }

    @Override
    public List<String> in(String directory) throws FishnetException {
        return looking(directory, () -> {
                    try (Stream<Path> entries = Files.list(Path.of(directory))) {
                        return entries.limit(MOST_ENTRIES)
                                .map(Path::toString)
                                .sorted()
                                .toList();
                    }
                })
                .orElse(List.of());
    }

    @Override
    public Optional<String> real(String path) throws FishnetException {
        return looking(path, () -> Path.of(path).toRealPath().toString());
    }

    @Override
    public boolean same(String one, String other) throws FishnetException {
        return looking(other, () -> Files.mismatch(Path.of(one), Path.of(other)) == -1)
                .orElse(false);
    }

    private static <T> Optional<T> looking(String path, Look<T> look) throws FishnetException {
        try {
            return Optional.of(look.now());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED, "only root can look at " + path, "re-run with sudo", e);
        } catch (IOException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "cannot look at " + path, null, e);
        }
    }

    private interface Look<T> {
        T now() throws IOException;
    }
}
