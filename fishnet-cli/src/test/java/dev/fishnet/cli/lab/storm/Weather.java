package dev.fishnet.cli.lab.storm;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;

/** What happens to the daemon meanwhile: caps that rise and fall, files that do not check, and kill -9. */
final class Weather {
    static final String KILL = "weather: kill -9";
    static final String BAD_FILE = "weather: a file that does not check";
    static final String RISE = "weather: caps raised";
    static final String FALL = "weather: caps lowered";

    /** The part of the caps in the end that they have at first. */
    private static final double AT_FIRST = 0.15;

    private final Storm storm;
    private final Victim victim;
    private final Settings settings;
    private final long capInTheEnd;
    private final Random random;
    private final Deque<Double> kills = new ArrayDeque<>();
    private final Deque<Double> badFiles = new ArrayDeque<>();
    private final AtomicBoolean over = new AtomicBoolean();

    Weather(Storm storm, Victim victim, Settings settings, long capInTheEnd, int kills, long seed) {
        this.storm = storm;
        this.victim = victim;
        this.settings = settings;
        this.capInTheEnd = capInTheEnd;
        this.random = new Random(seed);
        for (int i = 0; i < kills; i++) {
            this.kills.add((i + random.nextDouble()) / kills);
        }
        for (int i = 1; i <= 3; i++) {
            badFiles.add(i / 4.0);
        }
    }

    /** The first caps. */
    void begin() throws InterruptedException {
        set(0.9, cap -> (long) (capInTheEnd * AT_FIRST));
    }

    /** Blows until {@link #ends}. */
    void blow() {
        try {
            while (!over.get()) {
                next();
            }
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            storm.fault("the weather: " + e);
        }
    }

    void ends() {
        over.set(true);
    }

    private void next() throws IOException, InterruptedException {
        double progress = storm.progress();
        if (!kills.isEmpty() && progress >= kills.getFirst()) {
            kills.removeFirst();
            Thread.sleep(random.nextInt(100));
            victim.kill();
            victim.start();
            storm.tally().count(KILL);
        } else if (!badFiles.isEmpty() && progress >= badFiles.getFirst()) {
            badFiles.removeFirst();
            victim.configureInVain(Settings.BAD);
            storm.tally().count(BAD_FILE);
        } else {
            boolean fall = random.nextInt(3) == 0;
            double part = AT_FIRST + (1 - AT_FIRST) * progress;
            set(0.9, cap -> (long) (capInTheEnd * part * (fall ? 0.5 + random.nextDouble() / 2 : 1)));
            storm.tally().count(fall ? FALL : RISE);
        }
    }

    /**
     * Puts caps in force, and returns when they are: only so do the true books know which can be.
     *
     * @param shared the cap of all agents together, as a part of the sum of theirs
     * @param caps of each agent, in micro-dollars
     */
    void set(double shared, ToLongFunction<Cap> caps) throws InterruptedException {
        Books books = storm.books();
        Map<String, Long> agents = new TreeMap<>();
        books.agents().forEach((name, cap) -> agents.put(name, caps.applyAsLong(cap)));
        long total = (long) (agents.values().stream().mapToLong(Long::longValue).sum() * shared);
        agents.forEach((name, amount) -> books.of(name).moves(amount));
        books.total().moves(total);
        victim.configure(settings.toml(total, agents));
        books.all().forEach(Cap::hasMoved);
    }
}
