package dev.fishnet.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProofVerbsTest {
    @TempDir
    Path temp;

    /** On a machine that has nothing but what it is given. */
    private static Result elsewhere(String... args) {
        return CommandLineHarness.on(new FakePlatform())
                .with("FISHNET_DATA_DIR", "/nowhere/at/all")
                .run(args);
    }

    private static String key(WrittenLog log) {
        return log.run("audit", "checkpoint", "--key").out().strip();
    }

    @Test
    void aProofHoldsWhereNothingOfTheLogIs() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 300);
        Path proof = temp.resolve("proof");

        Result made = log.run("audit", "prove", "3", "--output", proof.toString());

        assertEquals(new Result(0, "Proof written to " + proof + "\n", ""), made);
        Result checked = elsewhere("audit", "check-proof", proof.toString(), "--key", key(log));
        assertEquals(new Result(0, """
                ok: entry 3 of the log dev.fishnet/log/0123456789abcdef, among its first 300 entries
                {"v":1,"n":3,"at":"2026-11-20T22:03:00.123Z","kind":"act","action":"firewall_enabled","uid":0,\
                "about":"claude","detail":"standard \\u202e"}
                """, ""), checked);
        Result again = log.run("audit", "prove", "3", "--output", proof.toString());
        assertTrue(again.err().startsWith("[fishnet] " + proof + " exists already"), again.err());
    }

    @ParameterizedTest
    @CsvSource({"index 3,index 4", "extra ,extra A", "log/0,log/1", "\u2014 ,\u2014 x", "c2sp.org,c3sp.org"})
    void aChangedProofDoesNotHold(String part, String other) throws Exception {
        WrittenLog log = WrittenLog.in(temp, 20);
        String proof = log.run("audit", "prove", "3").out();
        assertTrue(proof.contains(part), proof);
        Path changed = Files.writeString(temp.resolve("changed"), proof.replace(part, other));

        Result result = elsewhere("audit", "check-proof", changed.toString(), "--key", key(log));

        assertEquals(3, result.exitCode(), result.err());
        assertTrue(result.out().startsWith("NOT PROVEN: "), result.out());
    }

    @Test
    void growthHoldsAgainstTheCheckpointFromBefore() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 20);
        Path old = Files.writeString(
                temp.resolve("old"), log.run("audit", "checkpoint").out());
        log.grow(20, 300);
        Path proof = Files.writeString(
                temp.resolve("proof"),
                log.run("audit", "prove", "--since", old.toString()).out());

        Result result =
                elsewhere("audit", "check-proof", proof.toString(), "--key", key(log), "--checkpoint", old.toString());

        assertEquals(
                new Result(
                        0,
                        "ok: the log dev.fishnet/log/0123456789abcdef of 300 entries begins with the 20 entries it"
                                + " had\n",
                        ""),
                result);
    }

    @Test
    void aLogThatWasChangedProvesNothing() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 20);
        log.forge("UPDATE entries SET entry = CAST(replace(entry, 'claude', 'codex!') AS BLOB) WHERE n = 6");

        Result result = log.run("audit", "prove", "7");

        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
        assertTrue(
                result.err().contains("the log is not what its checkpoint says, so it proves nothing"), result.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        prove | 2 | either the index of an entry or --since is needed
        prove minus | 2 | the index of an entry is a number, from 0 on
        prove 20 | 1 | there is no entry 20
        prove 7 --key /nowhere | 1 | cannot read /nowhere: no such file or folder
        check-proof /nowhere | 2 | --key is needed: a proof that brings its own key proves nothing
        check-proof | 2 | Missing required parameter: 'FILE'
        """)
    void wrongUsageIsSaid(String words, int exitCode, String sentence) throws Exception {
        WrittenLog log = WrittenLog.in(temp, 20);

        Result result = log.run(("audit " + words).split(" "));

        assertEquals(exitCode, result.exitCode());
        assertTrue(result.err().startsWith("[fishnet] " + sentence), result.err());
    }

    @Test
    void aCheckpointSaysHowMuchCameAfterIt() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 20);
        log.grow(20, 22);
        log.forge("DELETE FROM checkpoints WHERE size = 22");

        Result result = log.run("audit", "checkpoint");

        assertEquals(0, result.exitCode());
        assertTrue(result.out().startsWith("dev.fishnet/log/0123456789abcdef\n20\n"), result.out());
        assertEquals("[fishnet] 2 entries came after this checkpoint, and are not in it\n", result.err());
        Result later = log.run("audit", "prove", "21");
        assertTrue(
                later.err().contains("no checkpoint covers entry 21 yet: the newest is for 20 entries"), later.err());
    }
}
