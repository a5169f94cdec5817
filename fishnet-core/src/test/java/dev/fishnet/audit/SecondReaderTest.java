package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Python.Said;
import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.vault.SecretBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verifier in another language, which was written from the page on the format, on logs of ours. */
class SecondReaderTest {
    private static final Path SCRIPT = Python.SCRIPTS.resolve("verify_log.py");
    private static final int MOST_LINES = 150;
    private static final int ENTRIES = 120;
    private static final int SIGNED = 109;
    private static final int ACT = 8;

    @TempDir
    Path folder;

    private SecretBytes key;
    private LogSigner signer;

    @BeforeAll
    static void needsPython() throws InterruptedException {
        Python.require();
    }

    @BeforeEach
    void newLog() {
        key = LogSigner.newKey("dev.fishnet/log/0123456789abcdef");
        signer = LogSigner.of(key);
    }

    @AfterEach
    void closeKey() {
        key.close();
    }

    @Test
    @Tag("S-52")
    void itVerifiesALogWithoutOurCode() throws Exception {
        List<String> lines = log();

        assertEquals(
                new Said(0, "good: 120 entries, 109 of them signed, 3 intents without outcome\n"),
                verify(lines, checkpoint(lines), signer.verifierKey()));
        assertTrue(Files.readAllLines(SCRIPT).size() <= MOST_LINES, "whoever reads it can read all of it");
    }

    private interface Tampering extends UnaryOperator<List<String>> {}

    static List<Arguments> tamperings() {
        return List.of(
                found("line 1 or one up to 109: it is not what was signed", at(67, line -> cut(line, 2) + "x\"}")),
                found("line 68: it has another spelling", at(67, line -> line.replaceFirst(",", ", "))),
                found("line 68: a key where none belongs", at(67, line -> cut(line, 1) + ",\"more\":1}")),
                found("line 68: no action where it belongs", at(67, line -> line.replaceFirst("action", "acting"))),
                found("line 68: at is no time", at(67, line -> line.replaceFirst("T\\d\\d", "T24"))),
                found("line 68: it is no entry of version 1", at(67, line -> line.replaceFirst("1", "2"))),
                found(
                        "line 68: its index is 68, and not 67",
                        lines -> join(lines.subList(0, 67), lines.subList(68, 120))),
                found(
                        "line 69: its index is 67, and not 68",
                        lines -> join(lines.subList(0, 68), lines.subList(67, 120))),
                found(
                        "line 120: it names another log",
                        at(119, line -> line.replaceFirst("\"origin\":\"dev", "\"origin\":\"def"))),
                found("line 109: it is missing; the checkpoint is of 109 entries", lines -> lines.subList(0, 108)),
                found("line 121: its intent has an outcome already", lines -> join(lines, List.of(ended(lines, 12)))),
                found("line 121: it belongs to no intent before it", lines -> join(lines, List.of(ended(lines, 0)))),
                found(
                        "line 121: the first entry opens the log, and no other",
                        lines -> join(lines, List.of(opened(lines)))));
    }

    private static Arguments found(String what, Tampering tampering) {
        return Arguments.of(what, tampering);
    }

    private static Tampering at(int index, UnaryOperator<String> change) {
        return lines -> IntStream.range(0, lines.size())
                .mapToObj(i -> i == index ? change.apply(lines.get(i)) : lines.get(i))
                .toList();
    }

    private static String cut(String line, int count) {
        return line.substring(0, line.length() - count);
    }

    private static List<String> join(List<String> before, List<String> after) {
        return Stream.concat(before.stream(), after.stream()).toList();
    }

    private static String ended(List<String> lines, int intent) {
        return lines.get(15).replace("\"n\":15,", "\"n\":120,").replace("\"intent\":12,", "\"intent\":" + intent + ",");
    }

    private static String opened(List<String> lines) {
        return lines.getFirst().replace("\"n\":0,", "\"n\":120,");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void itNamesTheFirstLineThatIsBad(String found, Tampering tampering) throws Exception {
        List<String> lines = log();

        assertEquals(
                new Said(1, "bad: " + found + "\n"),
                verify(tampering.apply(lines), checkpoint(lines), signer.verifierKey()));
    }

    @Test
    void itRefusesWhatThisKeyHasNotSigned() throws Exception {
        List<String> lines = log();
        String note = checkpoint(lines);
        try (SecretBytes other = LogSigner.newKey(signer.origin())) {
            for (String changed : List.of(
                    note.replaceFirst("\n109\n", "\n108\n"),
                    checkpoint(lines, LogSigner.of(other)),
                    note.substring(0, note.indexOf("\n\n") + 2))) {
                assertEquals(
                        new Said(1, "bad: the checkpoint is not signed\n"),
                        verify(lines, changed, signer.verifierKey()));
            }
        }
    }

    /** Every kind, again and again; all intents but every fifth have an outcome. */
    private List<String> log() {
        RandomEntries random = new RandomEntries(5, false);
        List<String> lines = new ArrayList<>();
        lines.add(line(0, new AuditEntry.Opened(Instant.EPOCH, signer.origin(), signer.verifierKey())));
        for (int index = 1; index < ENTRIES; index++) {
            AuditEntry entry = random.next(index % 50 == 5 ? ACT : 1 + index % (RandomEntries.KINDS - 1));
            lines.add(line(
                    index,
                    switch (entry) {
                        case AuditEntry.Outcome outcome -> of(index - 3, outcome);
                        case AuditEntry.Prompt prompt ->
                            new AuditEntry.Prompt(prompt.at(), index - 4, prompt.body(), prompt.length());
                        case AuditEntry.Archived archived -> own(archived);
                        default -> entry;
                    }));
        }
        return lines;
    }

    private AuditEntry own(AuditEntry.Archived archived) {
        return new AuditEntry.Archived(
                archived.at(),
                archived.from(),
                archived.to(),
                archived.root(),
                archived.file(),
                archived.hash(),
                signer.origin(),
                signer.verifierKey());
    }

    private static AuditEntry of(long intent, AuditEntry.Outcome outcome) {
        return new AuditEntry.Outcome(
                outcome.at(),
                intent,
                outcome.ending(),
                outcome.status(),
                outcome.usage(),
                outcome.cost(),
                outcome.failure(),
                outcome.took());
    }

    private static String line(long index, AuditEntry entry) {
        return new String(EntryText.of(index, entry), UTF_8);
    }

    private String checkpoint(List<String> lines) {
        return checkpoint(lines, signer);
    }

    private static String checkpoint(List<String> lines, LogSigner signer) {
        MerkleTree tree = MerkleTree.of(0, List.of());
        lines.stream()
                .limit(SIGNED)
                .forEach(line -> tree.add(LogHash.ofLeaf(line.getBytes(UTF_8)), (level, index, hash) -> {}));
        return signer.sign(new Checkpoint(signer.origin(), tree.head()));
    }

    private Said verify(List<String> lines, String note, String verifierKey) throws Exception {
        Path log = folder.resolve("log.jsonl");
        Files.writeString(log, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        Path checkpoint = Files.writeString(folder.resolve("checkpoint"), note);
        return Python.run(folder, SCRIPT.toString(), log.toString(), checkpoint.toString(), verifierKey);
    }
}
