package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Programs that only look, each run once: who asks again gets the same answer. What will be asked for is begun with at
 * once, because starting a program is most of what a look costs.
 */
final class OneLook implements ProcessControlPort {
    private final ProcessControlPort processes;
    private final Map<String, FutureTask<ProcessOutcome>> outcomes = new ConcurrentHashMap<>();

    private OneLook(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** @param ahead what will be asked for, in the order in which it will be */
    static OneLook begin(ProcessControlPort processes, List<Command> ahead) {
        OneLook look = new OneLook(processes);
        for (Command command : ahead) {
            look.outcomes.put(key(command), look.task(command));
        }
        look.runAll(ahead);
        look.runAll(ahead.reversed());
        return look;
    }

    /** From both ends at once: the last one waits for none of those before it. */
    private void runAll(List<Command> commands) {
        Thread.ofPlatform().name("fishnet-look").daemon().start(() -> {
            for (Command command : commands) {
                outcome(command).run();
            }
        });
    }

    @Override
    public ProcessOutcome run(Command command) throws FishnetException {
        FutureTask<ProcessOutcome> outcome = outcome(command);
        outcome.run();
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "'" + command.argv().getFirst() + "' was interrupted", null, e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static FishnetException failure(ExecutionException e) {
        if (e.getCause() instanceof FishnetException expected) {
            return expected;
        }
        throw new IllegalStateException(e.getCause());
    }

    /** Running it does nothing where it was run before, or is being run. */
    private FutureTask<ProcessOutcome> outcome(Command command) {
        return outcomes.computeIfAbsent(key(command), asked -> task(command));
    }

    private FutureTask<ProcessOutcome> task(Command command) {
        return new FutureTask<>(() -> processes.run(command));
    }

    /** No argument holds a NUL. */
    private static String key(Command command) {
        return String.join("\0", command.argv())
                + command.input().map(text -> "\0\0" + text).orElse("");
    }

    @Override
    public Optional<Instant> startOf(long pid) {
        return processes.startOf(pid);
    }

    @Override
    public boolean terminate(long pid, Instant startedAt) throws FishnetException {
        return processes.terminate(pid, startedAt);
    }
}
