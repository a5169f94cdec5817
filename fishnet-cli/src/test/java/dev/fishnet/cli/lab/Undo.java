package dev.fishnet.cli.lab;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be taken back, last first, once, and whatever happens: a killed test run included. */
final class Undo implements AutoCloseable {
    private final Deque<Runnable> actions = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::runAll);

    Undo() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    synchronized void add(Runnable action) {
        actions.push(action);
    }

    /** Runs these commands when the time comes; those that fail are ignored. */
    void add(String... argv) {
        add(() -> Run.of(argv));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        runAll();
    }

    private synchronized void runAll() {
        while (!actions.isEmpty()) {
            actions.pop().run();
        }
    }
}
