package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.testkit.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The log of a daemon that is somebody's own, through everything that happens to one: callers and operators, a kill, a
 * full disk, a stop, and whoever changes the file behind its back. The tests run in that order.
 */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(120)
class AuditIT {
    private static final Path SECOND_READER = Path.of("..", "fishnet-core", "src", "test", "python", "verify_log.py");
    private static final int FIRST_EXPORT = 13;
    private static final String MODEL = "lab-1";

    private static LoggedLab lab;
    private static LoggedCallers callers;
    private static AuditVerbs audit;
    private static Path export;
    private static String key;
    private static int served;
    private static LogLines whole;
    private static LogForger forger;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Requirements.rootOnLinux();
        Requirements.launcher();
        Requirements.tools("ip", "iptables", "ip6tables", "setpriv", "useradd", "curl", "python3", "mount");
        lab = new LoggedLab();
        lab.begin();
        callers = lab.callers();
        audit = new AuditVerbs(lab);
        export = lab.desk().resolve("export.jsonl");
    }

    @AfterAll
    static void remove() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    @Tag("S-56")
    @Tag("S-62")
    void whatIsAskedAndDoneIsInTheLogOnce() throws Exception {
        assertEquals("200", callers.ask(callers.a(), MODEL));
        assertEquals("200", callers.ask(callers.b(), MODEL));
        assertEquals("403 model_unpriced", callers.ask(callers.b(), "other-1"));
        assertEquals("403 caller_unknown", callers.ask(callers.stranger(), MODEL));
        for (String verb : List.of("enable", "disable")) {
            lab.fishnetAsRoot("firewall", verb, "--agent-user", lab.agent(), "--apply")
                    .mustSucceed();
        }
        served = 2;

        LogLines entries = audit.entries();
        assertEquals(
                List.of(
                        "act credential_first_used",
                        "act firewall_disabled",
                        "act firewall_enabled",
                        "act service_started",
                        "denied b model_unpriced",
                        "denied caller_unknown",
                        "intent a",
                        "intent b",
                        "opened",
                        "outcome answered 200",
                        "outcome answered 200",
                        "policy",
                        "prices"),
                entries.stories().stream().sorted().toList());
        assertEquals(entries.withoutOutcomes(), LogLines.of(audit.run("list", "--json", "--limit", "1000")));
        List<String> table = audit.run("list").mustSucceed().lines();
        assertEquals(12, table.size(), table::toString);
        assertEquals(
                2, table.stream().filter(line -> line.contains(" allowed 200 ")).count(), table::toString);
    }

    @Test
    @Order(2)
    @Tag("S-61")
    void itIsExportedVerifiedAndReplayedWhileTheDaemonRuns() throws Exception {
        String good = "ok: " + FIRST_EXPORT + " entries, as they were written";
        Await.until(
                "a checkpoint of it all",
                () -> audit.verified().matches("(?s)\\Q" + good + "\\E.*, which is all of it.*"));
        Run exported = audit.run("export", "--output", export.toString()).mustSucceed();
        key = exported.output().replaceAll("(?s).*the log's key is (\\S+).*", "$1");
        audit.mustReplay();
        Canary.assertAbsent(Files.readString(export));
    }

    @Test
    @Order(3)
    @Tag("S-52")
    void anotherProgramVerifiesTheExport() {
        Run reader = Run.of("python3", SECOND_READER.toString(), export.toString(), export + ".checkpoint", key);

        String good = "good: 13 entries, 13 of them signed, 0 intents without outcome";
        assertEquals(good, reader.mustSucceed().output().strip());
    }

    @Test
    @Order(3)
    void anAgentReadsNeitherTheLogNorItsExport() {
        Run list = lab.fishnetAs(callers.a(), "audit", "list");
        assertEquals(1, list.exit(), list::toString);
        assertTrue(list.output().contains("[fishnet] "), list::toString);
        for (Path file : List.of(lab.data().resolve("fishnet.db"), export, lab.published())) {
            Run cat = Run.of(Run.join(callers.a(), "cat", file.toString()).toArray(String[]::new));
            assertNotEquals(0, cat.exit());
            assertTrue(cat.output().contains("Permission denied"), cat::toString);
        }
    }

    @Test
    @Order(4)
    @Tag("S-55")
    @Tag("S-61")
    void aRequestThatAKillCutOffIsAnIntentWithoutAnOutcome() throws Exception {
        lab.upstream().answerNext(Answer.never());
        int before = lab.upstream().requests().size();
        callers.askAndGoOn(callers.a(), MODEL);
        Await.until("the request", () -> lab.upstream().requests().size() > before);
        served++;
        lab.kill();
        lab.startAgain();

        LogLines entries = audit.entries();
        long cut = LogLines.index(entries.telling("intent a").getLast());
        String verified = audit.verified();
        assertTrue(verified.contains("unfinished:  1 request has no outcome, from entry " + cut), verified);
        assertTrue(
                entries.telling("act service_started").getLast().contains("after an end out of order: one request has"),
                entries::toString);
    }

    @Test
    @Order(5)
    @Tag("S-54")
    @Tag("S-55")
    void aFullDiskClosesTheGatewayAndLosesNothing() throws Exception {
        Path ballast = lab.fillTheDisk();
        String answer = callers.ask(callers.a(), MODEL);
        while (answer.equals("200")) {
            served++;
            answer = callers.ask(callers.a(), MODEL);
        }
        assertTrue(answer.matches("503 (log|books)_unavailable"), answer);
        assertEquals("503 log_unavailable", callers.askForModels(callers.b()));
        assertEquals("503", callers.health().substring(0, 3));
        Await.until("a word to the operator", () -> lab.said().contains("fishnet.db cannot be written: "));
        Files.delete(ballast);
        assertEquals("503 books_unavailable", callers.ask(callers.b(), MODEL), "until somebody has looked");
        assertFalse(lab.said().contains("Exception"), lab::said);
        lab.stop();
        lab.startAgain();

        assertEquals("200", callers.ask(callers.b(), MODEL));
        served++;
        assertEquals(served, audit.entries().telling("intent ").size());
        assertTrue(audit.verified().startsWith("ok: "), audit::verified);
    }

    @Test
    @Order(6)
    @Tag("S-61")
    void whatWasStoppedInOrderIsSignedToItsEndAndReplays() throws Exception {
        lab.stop();
        String published = lab.published().toString();
        Run verify = audit.run("verify", "--key", key, "--checkpoint", published);
        assertTrue(verify.mustSucceed().output().contains("which is all of it"), verify::toString);
        audit.mustReplay();
        whole = audit.entries();
        assertEquals("act service_stopped", whole.stories().getLast());
        forger = new LogForger(lab.data());
    }

    @Test
    @Order(7)
    void aProofConvincesWhoeverHasOnlyThatAndTheKey() throws Exception {
        String intent = whole.telling("intent b").getFirst();
        Run proof = audit.run("prove", "" + LogLines.index(intent)).mustSucceed();
        Path empty = lab.emptyFolder();
        Files.writeString(empty.resolve("proof"), proof.output());
        Run checked = lab.fishnetElsewhere(empty, "audit", "check-proof", "--key", key, "proof");

        assertTrue(checked.mustSucceed().output().contains(intent), checked::toString);
    }

    @Test
    @Order(8)
    @Tag("S-58")
    void aChangedByteIsNamedByItsEntry() throws Exception {
        long outcome = LogLines.index(whole.telling("outcome ").getFirst());
        forger.changeOneByte(outcome);
        Run changed = audit.run("verify");
        forger.putBack();

        assertEquals(3, changed.exit(), changed::toString);
        assertTrue(changed.output().contains("entry " + outcome + " is not what it was: "), changed::toString);
    }

    /** What is left is whole, and signed; only who has kept a later checkpoint can tell. */
    @Test
    @Order(9)
    @Tag("S-58")
    @Tag("S-61")
    void anEndThatIsGoneIsNamedByACheckpointFromLater() throws Exception {
        forger.cutOffAt(FIRST_EXPORT, Files.readString(Path.of(export + ".checkpoint")));
        assertTrue(audit.verified().startsWith("ok: " + FIRST_EXPORT + " entries"), audit::verified);

        Run cut = audit.run("verify", "--checkpoint", lab.published().toString());
        assertEquals(3, cut.exit(), cut::toString);
        String gone = "the entries " + FIRST_EXPORT + " to " + (whole.lines().size() - 1) + " are gone";
        assertTrue(cut.output().contains(gone), cut::toString);

        lab.startAgain();
        Await.until("the daemon to miss them", () -> lab.said().contains(": it has lost entries"));
    }

    @Test
    @Order(10)
    @Tag("S-62")
    void nothingInTheDataDirectoryIsRoots() throws IOException {
        assertEquals(Set.of(lab.uidOfTheService()), lab.owners());
    }
}
