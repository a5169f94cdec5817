package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Small text files that the system keeps. */
@FunctionalInterface
interface SystemFiles {
    /** Far more than any of them has a reason to be. */
    int LARGEST = 1 << 20;

    /** The text, or empty when there is no such file. */
    Optional<String> read(String path) throws FishnetException;

    /** The files of this machine; undecodable bytes become question marks, which no name or number contains. */
    static SystemFiles ofThisMachine() {
        return path -> {
            try (InputStream in = Files.newInputStream(Path.of(path))) {
                return Optional.of(bounded(path, in.readNBytes(LARGEST + 1)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
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
}
