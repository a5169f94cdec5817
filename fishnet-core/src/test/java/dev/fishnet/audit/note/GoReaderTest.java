package dev.fishnet.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.RfcTree;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks Go's transparency log (golang.org/x/mod/sumdb), which is not ours, about what we wrote: {@code src/test/go} has
 * the program. Takes Debian's golang-go and golang-golang-x-mod-dev; where they are missing this is skipped, unless
 * {@code -Dfishnet.lab=required}.
 */
@Tag("S-50")
@Tag("S-51")
class GoReaderTest {
    private static final Path PACKAGES = Path.of("/usr/share/gocode");
    private static final Path PROGRAM = Path.of("src/test/go/check.go");

    @TempDir
    static Path folder;

    @BeforeAll
    static void build() throws Exception {
        need(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "go"))),
                "go is not installed");
        need(Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb")), "golang.org/x/mod is not installed");

        ProcessBuilder build = new ProcessBuilder("go", "build", "-o", reader(), PROGRAM.toString());
        build.environment()
                .putAll(Map.of(
                        "GOENV", "off",
                        "GOFLAGS", "",
                        "GO111MODULE", "off",
                        "CGO_ENABLED", "0",
                        "GOPATH", PACKAGES.toString(),
                        "GOCACHE", folder.resolve("cache").toString()));
        assertEquals(List.of(), lines(build, new byte[0]));
    }

    @Test
    void goTakesOurProofsOfEveryEntryOfEverySize() throws Exception {
        List<Map<String, String>> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int size = 1; size <= 34; size++) {
            for (int index = 0; index < size; index++) {
                questions.add(included(index, Notes.inclusion(index, size).text()));
                answers.add("ok \"" + index + " of " + size + "\"");
            }
        }

        assertEquals(answers, ask(questions));
    }

    @Test
    void goTakesOurProofsOfGrowthFromEverySizeToEveryOther() throws Exception {
        List<Map<String, String>> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int to = 1; to <= 34; to++) {
            for (int from = 1; from <= to; from++) {
                questions.add(grown(from, Notes.growth(from, to).text()));
                answers.add("ok \"" + from + " to " + to + "\"");
            }
        }

        assertEquals(answers, ask(questions));
    }

    /** The reader would be worth nothing if it took everything. */
    @Test
    void goRefusesWhatWasChanged() throws Exception {
        String included = Notes.inclusion(5, 7).text();
        String grown = Notes.growth(3, 7).text();
        String hash = LogHash.EMPTY.base64() + "\n";
        List<Map<String, String>> questions = List.of(
                included(4, included),
                included(5, included.replace("index 5", "index 4")),
                included(5, included.replace("index 5\n", "index 5\n" + hash)),
                included(5, included.replace("extra ", "extra AAAA")),
                included(5, included.replace("\n7\n", "\n8\n")),
                included(5, included.replace(Notes.signed(7), Notes.signed(8))),
                included(5, included.replace(Notes.TREE.leaf(4).base64(), LogHash.EMPTY.base64())),
                grown(2, grown),
                grown(3, grown.replace("old 3\n", "old 3\n" + hash)),
                grown(3, grown.replace(Notes.TREE.leaf(3).base64(), LogHash.EMPTY.base64())),
                grown(3, grown.replace(Notes.signed(7), Notes.signed(8))));

        for (String answer : ask(questions)) {
            assertTrue(answer.startsWith("refused "), answer);
        }
    }

    @Test
    void goSignsWithOurKeyWhatWeSign() throws Exception {
        String key = Notes.key(Notes.ORIGIN, 1).use(held -> new String(held, StandardCharsets.UTF_8));
        String text = Notes.checkpoint(7).text();

        List<String> answer = ask(List.of(Map.of("Kind", "sign", "Key", key, "Text", text)));

        String signed = Notes.signed(7).replace("\n", "\\n");
        assertEquals(List.of("ok \"" + signed + "\""), answer);
    }

    private static Map<String, String> included(int index, String text) {
        return Map.of(
                "Kind", "inclusion", "Key", Notes.SIGNER.verifierKey(), "Text", text, "Expected", RfcTree.entry(index));
    }

    private static Map<String, String> grown(int from, String text) {
        return Map.of("Kind", "growth", "Key", Notes.SIGNER.verifierKey(), "Text", text, "Earlier", Notes.signed(from));
    }

    private static List<String> ask(List<Map<String, String>> questions) throws Exception {
        List<String> answers = lines(new ProcessBuilder(reader()), new ObjectMapper().writeValueAsBytes(questions));
        assertEquals(questions.size(), answers.size(), answers::toString);
        return answers;
    }

    private static String reader() {
        return folder.resolve("check").toString();
    }

    private static List<String> lines(ProcessBuilder program, byte[] input) throws Exception {
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process =
                program.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(input);
        } finally {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(ended, () -> program.command() + " did not end");
        }
        assertEquals(0, process.exitValue(), Files.readString(said));
        return Files.readAllLines(said);
    }

    private static void need(boolean met, String otherwise) {
        if ("required".equals(System.getProperty("fishnet.lab"))) {
            assertTrue(met, otherwise);
        }
        assumeTrue(met, otherwise);
    }
}
