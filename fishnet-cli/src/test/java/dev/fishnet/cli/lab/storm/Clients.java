package dev.fishnet.cli.lab.storm;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Everybody who calls at one time. */
final class Clients {
    static final int LINES = 256;

    private final Storm storm;
    private final int port;
    private final Map<String, String> tokens;

    Clients(Storm storm, int port, Map<String, String> tokens) {
        this.storm = storm;
        this.port = port;
        this.tokens = tokens;
    }

    /** All requests there are, at that concurrency. */
    void fireAll() throws InterruptedException {
        all(Collections.nCopies(LINES, this::fireMany));
    }

    /** Everybody drains at once, then every agent alone. */
    void drainAll(int refusals) throws InterruptedException {
        all(IntStream.range(0, LINES)
                .mapToObj(i -> draining(Storm.AGENTS.get(i % Storm.AGENTS.size()), refusals))
                .toList());
        for (String agent : Storm.AGENTS) {
            drain(agent, refusals);
        }
    }

    /** Small requests of one agent, one after the other, until so many in a row are refused for want of money. */
    void drain(String agent, int refusals) throws InterruptedException {
        try (Line line = line()) {
            for (int refused = 0; refused < refusals; ) {
                refused = line.fire(storm.small(agent)).equals(Outcome.OVER_BUDGET) ? refused + 1 : 0;
            }
        }
    }

    /** One request for each thing the upstream can do, but for the one of which it is open whether it has told. */
    List<Shot> fireOneOfEach(String agent) throws InterruptedException {
        List<Shot> shots = Arrays.stream(Deed.values())
                .filter(deed -> deed != Deed.CUTS_AFTER_THE_USAGE)
                .map(deed -> storm.shoot(agent, new Card(Trait.ORDINARY, Manner.WAITS, deed)))
                .toList();
        try (Line line = line()) {
            for (Shot shot : shots) {
                line.fire(shot);
            }
        }
        return shots;
    }

    private Callable<Boolean> draining(String agent, int refusals) {
        return () -> {
            drain(agent, refusals);
            return true;
        };
    }

    private boolean fireMany() throws InterruptedException {
        try (Line line = line()) {
            for (Shot shot = storm.next(); shot != null; shot = storm.next()) {
                line.fire(shot);
            }
        }
        return true;
    }

    private static void all(List<Callable<Boolean>> lines) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> line : threads.invokeAll(lines)) {
                line.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private Line line() {
        return new Line(storm, port, tokens);
    }
}
