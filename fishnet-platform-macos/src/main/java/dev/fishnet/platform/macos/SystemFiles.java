package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** The files that plans are made from, with their owner and mode, so that a plan can keep those. */
@FunctionalInterface
interface SystemFiles {
    /** Far more than any of them has a reason to be. */
    int LARGEST = 1 << 20;

    /** The file as it is, or empty when there is none. */
    Optional<Step.WriteFile> read(String path) throws FishnetException;

    static SystemFiles ofThisMachine() {
        return path -> {
            try (InputStream in = Files.newInputStream(Path.of(path))) {
                return Optional.of(new Step.WriteFile(path, bounded(path, in.readNBytes(LARGEST + 1)), mode(path)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (AccessDeniedException e) {
                throw new FishnetException(
                        ErrorKind.NOT_PRIVILEGED, "only root may read " + path, "re-run with sudo", e);
            } catch (IOException e) {
                throw new FishnetException(ErrorKind.UNAVAILABLE, "cannot read " + path, null, e);
            }
        };
    }

    private static String bounded(String path, byte[] bytes) throws FishnetException {
        if (bytes.length > LARGEST) {
            throw new FishnetException(ErrorKind.CORRUPT, path + " is larger than " + LARGEST + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FileMode mode(String path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(Path.of(path), PosixFileAttributes.class);
        return new FileMode(attributes.owner().getName(), attributes.group().getName(), bits(attributes.permissions()));
    }

    /** The enum lists the permissions from the owner's read bit down to everybody's execute bit. */
    private static int bits(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            bits = bits << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return bits;
    }
}
