package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.vault.Credential;
import dev.fishnet.vault.SlotKind;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.Vaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at every system call that touches the vault's folder: one process is killed at its first openat, another at
 * its second, and so on through every call a whole run makes.
 */
@Tag("S-13")
class VaultKillTest {
    private static final String CALLS = Stream.of(
                    "open",
                    "openat",
                    "write",
                    "pwrite64",
                    "ftruncate",
                    "fsync",
                    "fdatasync",
                    "rename",
                    "renameat",
                    "renameat2",
                    "link",
                    "linkat",
                    "unlink",
                    "unlinkat")
            .map(call -> "?" + call)
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();
    private static final Pattern TRACED = Pattern.compile("^\\d+ +(\\w+)\\(.*");
    private static final int KILLED = 128 + 9;

    @TempDir
    Path temp;

    private int folders;

    @BeforeEach
    void requireStrace() throws Exception {
        Machine.assumeStrace();
    }

    @Test
    void anUpdateKilledAtAnyCallLeavesTheOldVaultOrTheNewOne() throws Exception {
        Set<List<String>> seen = new HashSet<>();
        for (Kill kill : everyCallOf("add")) {
            Path folder = newFolder();

            assertEquals(KILLED, run(folder, "add", kill.options()), kill.toString());

            List<String> found = names(folder.resolve("vault"));
            assertTrue(
                    found.equals(List.of("anthropic:main", "openai:main"))
                            || found.equals(List.of("anthropic:main", "openai:k0", "openai:main")),
                    kill + " left " + found);
            seen.add(found);
            assertTheNextWriterCleansUp(folder);
        }
        assertEquals(2, seen.size(), "killed before the new vault was there and after");
    }

    @Test
    void aRestoreKilledAtAnyCallLeavesTheReplacedVaultOrTheBackup() throws Exception {
        Set<List<String>> seen = new HashSet<>();
        for (Kill kill : everyCallOf("restore")) {
            Path folder = newFolder();

            assertEquals(KILLED, run(folder, "restore", kill.options()), kill.toString());

            List<String> found = names(folder.resolve("vault"));
            assertTrue(
                    found.equals(List.of("anthropic:main", "openai:main")) || found.isEmpty(), kill + " left " + found);
            if (found.isEmpty()) {
                assertEquals(2, names(replaced(folder)).size(), kill + " lost the replaced vault");
            }
            seen.add(found);
            assertTheNextWriterCleansUp(folder);
        }
        assertEquals(2, seen.size(), "killed before the backup was in place and after");
    }

    /** What a power cut takes cannot be shown here; that everything is synced in the right order can. */
    @Test
    void theFileIsSyncedBeforeItGetsItsNameAndTheFolderAfter() throws Exception {
        List<String> calls = everyCallOf("add").stream()
                .map(kill -> kill.call().replaceAll("^rename.*", "rename").replace("pwrite64", "write"))
                .toList();

        assertEquals(
                List.of("openat", "write", "fsync", "rename", "openat", "fsync"),
                calls.subList(calls.size() - 6, calls.size()));
    }

    private record Kill(String call, int which) {
        List<String> options() {
            return List.of("-e", "inject=" + call + ":signal=KILL:when=" + which);
        }
    }

    /** From the trace of a run that nobody kills. */
    private List<Kill> everyCallOf(String mode) throws Exception {
        Path folder = newFolder();
        assertEquals(0, run(folder, mode, List.of()));
        Map<String, Integer> counts = new TreeMap<>();
        List<Kill> kills = new ArrayList<>();
        for (String line : Files.readAllLines(trace(folder))) {
            Matcher traced = TRACED.matcher(line);
            if (traced.matches()) {
                kills.add(new Kill(traced.group(1), counts.merge(traced.group(1), 1, Integer::sum)));
            }
        }
        assertTrue(
                counts.keySet().containsAll(Set.of("openat", "write", "fsync")),
                "the trace sees the writes: " + counts);
        return kills;
    }

    private int run(Path folder, String mode, List<String> options) throws Exception {
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq"));
        strace.addAll(List.of("-o", trace(folder).toString(), "-e", "trace=" + CALLS, "-e", "signal=none"));
        for (String name : List.of(
                "", ".", "vault", "vault.tmp", "vault.lock", replaced(folder).getFileName() + "")) {
            strace.addAll(List.of("-P", name.isEmpty() ? folder.toString() : folder + "/" + name));
        }
        strace.addAll(options);
        String vault = folder.resolve("vault").toString();
        Path output = temp.resolve(folder.getFileName() + ".output");
        Process process = mode.equals("add")
                ? ForkedWriter.start(strace, output, mode, vault, "k", "1")
                : ForkedWriter.start(
                        strace, output, mode, vault, folder.resolve("backup").toString());
        return process.waitFor();
    }

    /** A vault of two credentials beside a backup from before it had any. */
    private Path newFolder() throws Exception {
        Path folder = Files.createDirectory(temp.toRealPath().resolve("run" + folders++));
        VaultFile file = new VaultFile(folder.resolve("vault"));
        try (Vault vault = Vaults.empty()) {
            vault.addKey(SlotKind.KEYSTORE, Vaults.slotKey());
            file.create(vault);
            file.backup(folder.resolve("backup"));
            file.update(vault, changed -> {
                        changed.store(Vaults.id("openai", "main"), Vaults.secret("sk-one"), Vaults.NOW);
                        changed.store(Vaults.id("anthropic", "main"), Vaults.secret("sk-two"), Vaults.NOW);
                    })
                    .close();
        }
        return folder;
    }

    private Path trace(Path folder) {
        return temp.resolve(folder.getFileName() + ".trace");
    }

    private static Path replaced(Path folder) {
        return folder.resolve("vault.replaced-20261121T101500Z");
    }

    private static List<String> names(Path vault) throws Exception {
        try (Vault opened = new VaultFile(vault).read().openWithKey(Vaults.slotKey())) {
            for (Credential credential : opened.credentials()) {
                opened.reveal(credential.id()).close();
            }
            return opened.credentials().stream()
                    .map(credential -> credential.id().toString())
                    .toList();
        }
    }

    private static void assertTheNextWriterCleansUp(Path folder) throws Exception {
        ForkedWriter.add(new VaultFile(folder.resolve("vault")), "next", 1);
        assertTrue(names(folder.resolve("vault")).contains("openai:next0"));
        assertFalse(Files.exists(folder.resolve("vault.tmp")));
    }
}
