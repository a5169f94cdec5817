package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.vault.Vault;
import dev.fishnet.vault.Vaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S-13")
class VaultConcurrencyTest {
    private static final int EACH = 25;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Two processes and two threads of this one write, and a reader looks all the while. */
    @Test
    void writersInProcessesAndThreadsLoseNothing() throws Exception {
        VaultFile file = new VaultFile(folder.resolve("vault"));
        file.create(Vaults.small());
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Process> processes = new ArrayList<>();
        for (String prefix : List.of("p", "q")) {
            Path output = folder.resolve(prefix + ".output");
            processes.add(
                    ForkedWriter.start(List.of(), output, "add", file.path().toString(), prefix, "" + EACH));
        }
        Future<Long> reader = threads.submit(() -> readWhile(writing, file));
        List<Future<?>> writers = List.of(addInAThread(file, "t"), addInAThread(file, "u"));

        for (Process process : processes) {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
        for (Future<?> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }
        writing.set(false);

        assertTrue(reader.get(60, TimeUnit.SECONDS) > 0, "the reader saw the vault grow");
        try (Vault vault = file.read().openWithKey(Vaults.slotKey())) {
            assertEquals(2 + 4 * EACH, vault.credentials().size());
            assertEquals(1 + 4 * EACH, vault.generation());
        }
    }

    private Future<?> addInAThread(VaultFile file, String prefix) {
        return threads.submit(() -> {
            ForkedWriter.add(file, prefix, EACH);
            return prefix;
        });
    }

    /** How many changes it saw; every one of them is a whole vault, and a later one. */
    private static long readWhile(AtomicBoolean writing, VaultFile file) throws Exception {
        long changes = 0;
        try (Vault first = file.read().openWithKey(Vaults.slotKey())) {
            Vault current = first;
            while (writing.get()) {
                Vault later = file.changedSince(current).orElse(current);
                changes += later == current ? 0 : 1;
                current = later;
            }
            return changes;
        }
    }
}
