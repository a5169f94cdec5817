package dev.fishnet.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-03")
class PlanRunnerTest {
    private static final FileMode MODE = new FileMode("root", "root", 0644);

    private final List<String> log = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();
    private final Map<String, Step.WriteFile> content = new HashMap<>();

    private final PlanRunner runner = new PlanRunner(new Processes(), new Files());

    private final class Processes implements ProcessControlPort {
        @Override
        public ProcessOutcome run(Command command) {
            String words = String.join(" ", command.argv());
            log.add(words);
            return failing.contains(words)
                    ? new ProcessOutcome(1, "", "\n" + words + " went wrong\nmore\n")
                    : new ProcessOutcome(0, "said by " + words + "\n", "and more\n");
        }

        @Override
        public Optional<Instant> startOf(long pid) {
            return Optional.empty();
        }

        @Override
        public boolean terminate(long pid, Instant startedAt) {
            return false;
        }
    }

    private final class Files implements FileChangePort {
        @Override
        public Optional<Step.WriteFile> read(String path) {
            return Optional.ofNullable(content.get(path));
        }

        @Override
        public void write(Step.WriteFile file) throws FishnetException {
            log.add("write " + file.path());
            if (failing.contains("write " + file.path())) {
                throw new FishnetException(ErrorKind.UNAVAILABLE, "no space left");
            }
            content.put(file.path(), file);
        }

        @Override
        public void remove(String path) {
            log.add("remove " + path);
            content.remove(path);
        }
    }

    private static Step run(String words) {
        return Step.Run.of(Command.of(words.split(" ", -1)));
    }

    private static Step run(String words, String undo) {
        return Step.Run.of(Command.of(words.split(" ", -1)), Command.of(undo.split(" ", -1)));
    }

    private static Step.WriteFile file(String path, String text) {
        return new Step.WriteFile(path, text, MODE);
    }

    private void apply(Step... steps) throws FishnetException {
        runner.apply(new ChangePlan("Test", List.of(steps)));
    }

    private FishnetException failing(Step... steps) {
        return assertThrows(FishnetException.class, () -> apply(steps));
    }

    @Test
    void stepsRunInOrder() throws FishnetException {
        apply(run("one", "undo one"), file("/two", "2"), new Step.RemoveFile("/three"), run("four"));

        assertEquals(List.of("one", "write /two", "remove /three", "four"), log);
    }

    @Test
    void anEmptyPlanDoesNothing() throws FishnetException {
        apply();

        assertEquals(List.of(), log);
    }

    @Test
    void whatWasDoneIsUndoneInReverse() {
        failing.add("four");

        failing(run("one", "undo one"), run("two"), run("three", "undo three"), run("four", "undo four"), run("five"));

        assertEquals(List.of("one", "two", "three", "four", "undo three", "undo one"), log);
    }

    @Test
    void theErrorNamesTheCommandAndQuotesItsFirstLine() {
        failing.add("iptables -I OUTPUT 1 -m comment --comment two words -j DROP");
        Step step = run("iptables -I OUTPUT 1 -m comment --comment two words -j DROP");

        FishnetException failure = failing(step);

        assertEquals(
                "command failed (exit status 1): sudo iptables -I OUTPUT 1 -m comment --comment two words -j DROP",
                failure.getMessage());
        assertEquals(
                Optional.of("it said: iptables -I OUTPUT 1 -m comment --comment two words -j DROP went wrong"),
                failure.hint());
        assertEquals(ErrorKind.FAILED, failure.kind());
    }

    @Test
    void theFirstErrorWinsAndThoseOfUndoingAreKept() {
        failing.addAll(Set.of("three", "undo one", "undo two"));

        FishnetException failure =
                failing(run("zero", "undo zero"), run("one", "undo one"), run("two", "undo two"), run("three"));

        assertEquals("command failed (exit status 1): sudo three", failure.getMessage());
        assertArrayEquals(
                new String[] {
                    "command failed (exit status 1): sudo undo two", "command failed (exit status 1): sudo undo one"
                },
                Stream.of(failure.getSuppressed()).map(Throwable::getMessage).toArray());
        assertEquals("undo zero", log.getLast());
    }

    @Test
    void aFileThatWasReplacedIsPutBackAsItWas() {
        Step.WriteFile before = new Step.WriteFile("/conf", "old", new FileMode("daemon", "wheel", 0600));
        content.put("/conf", before);
        failing.add("load");

        failing(file("/conf", "new"), run("load"));

        assertEquals(Map.of("/conf", before), content);
    }

    @Test
    void aFileThatWasNewIsRemoved() {
        failing.add("load");

        failing(file("/conf", "new"), run("load"));

        assertEquals(Map.of(), content);
    }

    @Test
    void aFileThatWasRemovedIsPutBack() {
        content.put("/conf", file("/conf", "old"));
        failing.add("load");

        failing(new Step.RemoveFile("/conf"), run("load"));

        assertEquals(Map.of("/conf", file("/conf", "old")), content);
    }

    @Test
    void aWriteThatFailsUndoesWhatCameBefore() {
        failing.add("write /conf");

        FishnetException failure = failing(run("one", "undo one"), file("/conf", "new"));

        assertEquals("no space left", failure.getMessage());
        assertEquals(List.of("one", "write /conf", "undo one"), log);
    }

    private static Step capture(String words, String path) {
        return new Step.Capture(Command.of(words.split(" ", -1)), path, new FileMode("root", "wheel", 0600));
    }

    @Test
    void whatACommandPrintsIsKeptWithTheFilesOwnerAndMode() throws FishnetException {
        apply(capture("pfctl -E", "/token"));

        assertEquals(
                new Step.WriteFile("/token", "said by pfctl -E\nand more\n", new FileMode("root", "wheel", 0600)),
                content.get("/token"));
    }

    @Test
    void whatWasKeptBeforeIsPutBack() {
        content.put("/token", file("/token", "old"));
        failing.add("load");

        failing(capture("pfctl -E", "/token"), run("load"));

        assertEquals(file("/token", "old"), content.get("/token"));
    }

    @Test
    void nothingIsKeptOfACommandThatFails() {
        failing.add("pfctl -E");

        failing(run("one", "undo one"), capture("pfctl -E", "/token"));

        assertEquals(List.of("one", "pfctl -E", "undo one"), log);
        assertEquals(Map.of(), content);
    }

    @Test
    void anAttemptThatFailsTakesNothingBack() throws FishnetException {
        failing.add("pfctl -X 42");

        apply(run("one", "undo one"), new Step.Attempt(Command.of("pfctl", "-X", "42")), run("two"));

        assertEquals(List.of("one", "pfctl -X 42", "two"), log);
    }
}
