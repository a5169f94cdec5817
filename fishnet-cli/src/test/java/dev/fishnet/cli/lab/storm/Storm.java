package dev.fishnet.cli.lab.storm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** All requests of a run, and what is known of them; what there will be depends on the seed alone. */
final class Storm {
    static final List<String> AGENTS = List.of("a", "b", "c");

    private final Random random;
    private final Books books = new Books(AGENTS);
    private final Tally tally = new Tally();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Shot> shots = new ConcurrentHashMap<>();
    private final Deque<Card> deck = new ArrayDeque<>();
    private int started;
    private int released;
    private boolean over;

    Storm(long seed) {
        random = new Random(seed);
    }

    /** Lets that many more go. */
    synchronized void release(int requests) {
        released += requests;
        notifyAll();
    }

    /** No more will be released. */
    synchronized void ends() {
        over = true;
        notifyAll();
    }

    /** The next request, as soon as it may go, or null when there are no more. */
    synchronized @Nullable Shot next() throws InterruptedException {
        while (released == 0 && !over) {
            wait();
        }
        if (released == 0) {
            return null;
        }
        released--;
        if (deck.isEmpty()) {
            deck.addAll(Card.deck(random));
        }
        return shoot(AGENTS.get(random.nextInt(AGENTS.size())), deck.pop());
    }

    /** A small one beside the others. */
    synchronized Shot small(String agent) {
        return shoot(agent, Card.SMALL);
    }

    /** One beside the others. */
    synchronized Shot shoot(String agent, Card card) {
        started++;
        Shot shot = new Shot(started, agent, card, new Random(random.nextLong()));
        shots.put(shot.id(), shot);
        return shot;
    }

    synchronized int requests() {
        return started;
    }

    Shot shot(int id) {
        return shots.get(id);
    }

    Books books() {
        return books;
    }

    Tally tally() {
        return tally;
    }

    /** Something that must not happen has happened. */
    void fault(String what) {
        faults.add(what);
    }

    List<String> faults() {
        return faults.stream().distinct().limit(20).toList();
    }
}
