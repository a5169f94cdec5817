package dev.fishnet.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ours, and the one that was written from the page alone: where they differ, the page says too little. */
class TwoReadersTest {
    /** The other one knows the format, not what words and names there are. */
    private static final Set<String> BEYOND_THE_FORMAT = Set.of(
            "an unknown word",
            "a word in upper case",
            "a name that is none",
            "another ending",
            "a negative amount",
            "a negative index");

    private static final String READ_LINES = """
            import sys
            sys.path.insert(0, sys.argv[1])
            import verify_log
            for line in open(sys.argv[2]):
                try:
                    verify_log.read(bytes.fromhex(line))
                    print("read")
                except (ValueError, TypeError, RecursionError):
                    print("refused")
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsPython() throws InterruptedException {
        Python.require();
    }

    @Test
    @Tag("S-52")
    void bothRefuseEveryOddSpelling() throws Exception {
        Map<String, byte[]> odd = new LinkedHashMap<>(EntryReaderTest.odd());
        odd.keySet().removeAll(BEYOND_THE_FORMAT);

        List<String> verdicts = verdicts(odd.values());

        List<String> names = List.copyOf(odd.keySet());
        for (int i = 0; i < names.size(); i++) {
            assertEquals("refused", verdicts.get(i), names.get(i));
        }
        assertTrue(names.size() > 40, "tried " + names.size());
    }

    @Test
    void theOtherTakesWhatOursTakes() throws Exception {
        Random random = new Random(17);
        RandomEntries entries = new RandomEntries(17, false);
        List<byte[]> taken = new ArrayList<>();
        int changed = 0;
        for (int round = 0; round < 600; round++) {
            byte[] text = EntryText.of(round, entries.next());
            taken.add(text.clone());
            text[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
            if (isRead(text)) {
                taken.add(text);
                changed++;
            }
        }
        assertTrue(changed > 100, "read " + changed);

        assertEquals(Set.of("read"), Set.copyOf(verdicts(taken)));
    }

    private static boolean isRead(byte[] text) {
        try {
            EntryReader.read(text);
            return true;
        } catch (FishnetException refused) {
            return false;
        }
    }

    private List<String> verdicts(Collection<byte[]> entries) throws Exception {
        Path program = Files.writeString(folder.resolve("read_lines.py"), READ_LINES);
        Path lines = folder.resolve("lines");
        Files.writeString(
                lines,
                entries.stream()
                        .map(text -> HexFormat.of().formatHex(text) + "\n")
                        .collect(Collectors.joining()));
        Python.Said said = Python.run(folder, program.toString(), Python.SCRIPTS.toString(), lines.toString());
        assertEquals(0, said.exit(), said.text());
        return said.text().lines().toList();
    }
}
