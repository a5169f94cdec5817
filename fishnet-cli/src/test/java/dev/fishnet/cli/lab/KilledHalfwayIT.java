package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program, killed at a random moment while it changes the rules, again and again. {@code -Dfishnet.cycles=1000}
 * does it that often with each back end, {@code -Dfishnet.seed=N} repeats a run as far as a machine's timing allows.
 */
class KilledHalfwayIT {
    private static final int CYCLES = Integer.getInteger("fishnet.cycles", 8);
    private static final long SEED = Long.getLong("fishnet.seed", System.nanoTime() % 1_000_000);

    /** What the program is asked for, and the state it then leaves. */
    private enum Change {
        RELEASE("disable"),
        STANDARD("enable"),
        STRICT("enable", "--strict", "--allow-port", "8000");

        private final List<String> words;

        Change(String... words) {
            this.words = List.of(words);
        }
    }

    private static World world;
    private static Path launcher;

    private final Random random = new Random(SEED);
    private final Map<Change, Snapshot> whole = new EnumMap<>(Change.class);
    private final Map<Change, Duration> takes = new EnumMap<>(Change.class);
    private int wholeAtOnce;
    private int wholeAgain;
    private int tooLate;

    @BeforeAll
    static void build() throws IOException {
        Requirements.rootOnLinux();
        Requirements.tools("ip", "iptables", "ip6tables", "nft", "useradd");
        launcher = Requirements.launcher();
        world = new World();
        new Firewall(world).addForeignRulesOfEveryKind();
    }

    @AfterAll
    static void remove() {
        if (world != null) {
            world.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables", "nftables"})
    @Tag("S-02")
    @Tag("S-03")
    void afterAKillTheRulesAreWholeOrGoneAndForeignOnesUntouched(String backend) throws Exception {
        learn(backend);
        Change state = Change.RELEASE;
        for (int cycle = 0; cycle < CYCLES; ) {
            Change wanted = another(state);
            if (killed(backend, wanted)) {
                cycle++;
            } else {
                tooLate++;
            }
            state = judge(backend, state, wanted, "cycle " + cycle + ", seed " + SEED);
        }
        apply(backend, Change.RELEASE);
        assertEquals(whole.get(Change.RELEASE), Snapshot.of(world), "the last one out leaves nothing");
        System.out.printf(
                "%s: %d kills (seed %d): whole at once %d, after one more run %d, with %d that were too late%n",
                backend, CYCLES, SEED, wholeAtOnce, wholeAgain, tooLate);
    }

    /** How the rules look when nobody kills anything, and how long that takes. */
    private void learn(String backend) throws Exception {
        whole.put(Change.RELEASE, Snapshot.of(world));
        for (Change change : List.of(Change.STANDARD, Change.STRICT, Change.RELEASE)) {
            Running running = start(backend, change);
            long start = System.nanoTime();
            assertEquals(0, running.process.waitFor(), () -> change + ": " + running.said);
            takes.put(change, Duration.ofNanos(System.nanoTime() - start));
            Snapshot now = Snapshot.of(world);
            assertEquals(whole.get(Change.RELEASE), now.foreign(), "foreign rules");
            assertEquals(change == Change.RELEASE, whole.containsValue(now), () -> change + " is like another");
            whole.put(change, now);
        }
    }

    private Change another(Change state) {
        List<Change> others =
                Stream.of(Change.values()).filter(change -> change != state).toList();
        return others.get(random.nextInt(others.size()));
    }

    /** Whether it was still running when it was killed. */
    private boolean killed(String backend, Change change) throws Exception {
        Running running = start(backend, change);
        long pause = (long) (random.nextDouble() * 1.1 * takes.get(change).toNanos());
        Thread.sleep(Duration.ofNanos(pause));
        running.process.destroyForcibly();
        boolean killed = running.process.waitFor() != 0;
        Await.until(
                "the killed program's children to end",
                () -> Run.of("ip", "netns", "pids", world.machine()).output().isBlank());
        return killed;
    }

    private Change judge(String backend, Change before, Change wanted, String when) {
        Snapshot now = Snapshot.of(world);
        assertEquals(whole.get(Change.RELEASE), now.foreign(), () -> "foreign rules, " + when);
        for (Change possible : List.of(before, wanted)) {
            if (now.equals(whole.get(possible))) {
                wholeAtOnce++;
                return possible;
            }
        }
        wholeAgain++;
        apply(backend, wanted);
        assertEquals(whole.get(wanted), Snapshot.of(world), () -> wanted + " after " + before + ", " + when);
        return wanted;
    }

    private static void apply(String backend, Change change) {
        Run.of(argv(backend, change), Map.of()).mustSucceed();
    }

    private record Running(Process process, List<String> said) {}

    /** A program that has just begun to change something. */
    private static Running start(String backend, Change change) throws IOException {
        Process process = new ProcessBuilder(argv(backend, change))
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        String line = "";
        while (line != null && !line.contains(": applying ")) {
            line = process.inputReader().readLine();
            said.add(String.valueOf(line));
        }
        return new Running(process, said);
    }

    private static List<String> argv(String backend, Change change) {
        List<String> argv = Run.join(world.onMachine(), launcher.toString(), "firewall");
        argv.addAll(change.words);
        return Run.join(argv, "--agent-user", world.agent(), "--backend", backend, "--apply");
    }
}
