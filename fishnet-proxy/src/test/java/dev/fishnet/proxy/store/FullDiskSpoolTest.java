package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.proxy.store.SpoolRecord.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool with holes on a disk that is full: memory takes what is put there, and nobody ever finds it. */
@Tag("S-70")
class FullDiskSpoolTest {
    private static final long ID = 4711;

    /** Enough for Java to compile what puts. */
    private static final int OFTEN = 30_000;

    private static final byte[] TEXT = "x".repeat(500).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    private @Nullable SmallDisk small;
    private Path disk;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        small = SmallDisk.mount(temp, "4m");
        disk = small.folder();
    }

    @AfterEach
    void unmount() throws Exception {
        if (small != null) {
            small.close();
        }
    }

    /** Java says so by an error that comes at any later moment, and 561 records were lost that had a number. */
    @Test
    void whatMemoryCannotKeepIsNotSaidToBeKept() throws Exception {
        warmUp();
        Path file = disk.resolve("fishnet.db-spool");
        List<Long> kept = new ArrayList<>();
        Spool spool = Spool.open(file).orElseThrow();
        spool.begin(ID);
        assumeTrue(punch(file, 8192) && punch(file, Spool.HALF + 8192), "needs a file system with holes");
        SmallDisk.fill(disk);
        for (int i = 0; i < 2 * Spool.HALF / 517; i++) {
            long number = put(spool);
            if (number > 0) {
                kept.add(number);
            }
        }

        try (Spool again = Spool.open(link(file)).orElseThrow()) {
            List<Long> left =
                    again.left(ID, 0).stream().map(SpoolRecord::number).toList();
            assertEquals(kept.size(), left.size());
            assertTrue(!kept.isEmpty() && kept.equals(left));
        }
    }

    private void warmUp() throws Exception {
        try (Spool other = Spool.open(temp.resolve("other-spool")).orElseThrow()) {
            other.begin(ID);
            for (int i = 0; i < OFTEN; i++) {
                other.settled(put(other));
            }
        }
    }

    private static boolean punch(Path file, int at) throws InterruptedException {
        return SmallDisk.run("fallocate", "--punch-hole", "--offset", at + "", "--length", "4096", file.toString());
    }

    private static long put(Spool spool) {
        try {
            return spool.put(Kind.INTENT, TEXT);
        } catch (InternalError late) {
            return 0;
        }
    }

    /** As the next process finds it, which needs room of its own for nothing. */
    private Path link(Path file) throws IOException {
        Path copy = temp.resolve("copy-spool");
        Files.copy(file, copy);
        return copy;
    }
}
