package dev.fishnet.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** A tar archive of a folder, compressed; the same bytes for the same content. */
final class Archive {
    private Archive() {}

    static void write(Path folder, Path file, Instant time) throws IOException, InterruptedException {
        Path plain = file.resolveSibling("archive.tar");
        Run.of(
                "tar",
                "--create",
                "--file",
                plain,
                "--format=gnu",
                "--sort=name",
                "--mtime=@" + time.getEpochSecond(),
                "--owner=root:0",
                "--group=root:0",
                "--directory",
                folder.getParent(),
                folder.getFileName());
        // gzip's header as Java writes it has neither a name nor a time.
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
    }
}
