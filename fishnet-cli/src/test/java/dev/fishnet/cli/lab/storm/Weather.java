package dev.fishnet.cli.lab.storm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What happens to the daemon meanwhile: caps that rise and fall, files that do not check, and kill -9. Each lets a part
 * of the requests go first, so that it meets them under way.
 */
final class Weather {
    static final String KILL = "weather: kill -9";
    static final String BAD_FILE = "weather: a file that does not check";
    static final String RISE = "weather: caps raised";
    static final String FALL = "weather: caps lowered";

    private static final int KILLED_AFTER_MILLIS = 150;

    /** The part of the caps in the end that they have at first. */
    private static final double AT_FIRST = 0.15;

    private final Storm storm;
    private final Victim victim;
    private final Settings settings;
    private final long capInTheEnd;
    private final int requests;
    private final Random random;

    Weather(Storm storm, Victim victim, Settings settings, long capInTheEnd, int requests, long seed) {
        this.storm = storm;
        this.victim = victim;
        this.settings = settings;
        this.capInTheEnd = capInTheEnd;
        this.requests = requests;
        this.random = new Random(seed);
    }

    /** The first caps. */
    void begin() throws InterruptedException {
        set(0.9, cap -> (long) (capInTheEnd * AT_FIRST));
    }

    /** Lets all requests go, in so many parts as there are changes. */
    void blow() {
        try {
            List<String> changes = changes();
            for (int i = 0; i < changes.size(); i++) {
                double progress = (double) i / changes.size();
                storm.release(requests * (i + 1) / changes.size() - requests * i / changes.size());
                happen(changes.get(i), AT_FIRST + (1 - AT_FIRST) * progress);
                storm.tally().count(changes.get(i));
            }
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            storm.fault("the weather: " + e);
        } finally {
            storm.ends();
        }
    }

    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        changes.addAll(Collections.nCopies(Math.max(4, requests / 2500), KILL));
        changes.addAll(Collections.nCopies(3, BAD_FILE));
        changes.addAll(Collections.nCopies(Math.max(3, requests / 2500), FALL));
        changes.addAll(Collections.nCopies(Math.max(6, requests / 1200), RISE));
        Collections.shuffle(changes, random);
        return changes;
    }

    /** @param height of the caps, as a part of what they are in the end */
    private void happen(String change, double height) throws IOException, InterruptedException {
        switch (change) {
            case KILL -> {
                Thread.sleep(random.nextInt(KILLED_AFTER_MILLIS));
                victim.kill();
                victim.start();
            }
            case BAD_FILE -> victim.configureInVain(Settings.bad(random.nextInt(10_000)));
            case FALL -> scale(height * (0.5 + random.nextDouble() / 2));
            default -> scale(height);
        }
    }

    /** Never the same twice, so that the daemon has something to take up. */
    private void scale(double part) throws InterruptedException {
        set(0.9, cap -> (long) (capInTheEnd * part) + random.nextInt(100_000));
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
