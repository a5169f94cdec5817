package dev.fishnet.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.verify.LogReport;
import dev.fishnet.audit.verify.LogVerifier;
import dev.fishnet.audit.verify.Progress;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single bytes of the file that the log lies in, wherever they are: pages, records, indexes, free space. */
@Tag("S-58")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FlippedFileTest {
    private static final int FLIPS = 600;

    @TempDir
    Path temp;

    @Test
    void aFlippedByteIsRefusedOrFoundOrChangesNothing() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 300);
        log.forge("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE");
        List<String> content = content(log.file());
        long length = Files.size(log.file());
        int found = 0;
        try (FileChannel file = FileChannel.open(log.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FLIPS; i++) {
                long place = length * i / FLIPS + i % 7;
                flip(file, place, i);
                found += isFound(log.file(), content, place) ? 1 : 0;
                flip(file, place, i);
            }
        }
        assertTrue(found > FLIPS / 2, "only " + found);
        assertEquals(content, content(log.file()));
    }

    private static void flip(FileChannel file, long place, int bit) throws Exception {
        ByteBuffer one = ByteBuffer.allocate(1);
        file.read(one, place);
        one.put(0, (byte) (one.get(0) ^ 1 << bit % 8));
        file.write(one.flip(), place);
    }

    /** Whether it was; if not, what is read is what was written. Of a checkpoint that is gone the report says so. */
    private static boolean isFound(Path file, List<String> content, long place) throws Exception {
        try {
            try (LogSource log = AuditReader.open(file)) {
                LogReport report = new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE).verify(log);
                if (!report.isClean() || report.signed().covered() < report.size()) {
                    return true;
                }
            }
            assertEquals(content, content(file), () -> "changed unseen by the byte at " + place);
            return false;
        } catch (FishnetException inWords) {
            assertFalse(inWords.getMessage().isBlank());
            return true;
        }
    }

    /** Everything that the log is made of. */
    private static List<String> content(Path file) throws FishnetException {
        List<String> content = new ArrayList<>();
        try (LogSource log = AuditReader.open(file)) {
            content.add(log.head().toString());
            log.entries(
                    0,
                    (index, text, leaf) -> content.add(index + new String(text, StandardCharsets.ISO_8859_1) + leaf));
            content.add(log.node(LogSource.STEP, 0).toString());
            content.addAll(log.checkpoints());
        }
        return content;
    }
}
