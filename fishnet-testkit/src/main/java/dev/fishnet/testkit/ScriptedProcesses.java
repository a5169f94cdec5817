package dev.fishnet.testkit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Processes that never start: every command is remembered and answered from a table, by its first words. The longest
 * entry that fits answers; a command that none fits is not installed.
 */
public final class ScriptedProcesses implements ProcessControlPort {
    private final Map<List<String>, Function<Command, ProcessOutcome>> answers = new HashMap<>();
    private final Map<Long, Instant> running = new HashMap<>();
    private final Map<Long, Runnable> endings = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();

    /** Answers commands that begin with these words, by what was given to them. */
    public ScriptedProcesses answer(Function<Command, ProcessOutcome> answer, String... words) {
        answers.put(List.of(words), answer);
        return this;
    }

    /** Lets commands that begin with these words succeed and print this. */
    public ScriptedProcesses print(String output, String... words) {
        return answer(command -> new ProcessOutcome(0, output, ""), words);
    }

    /** Lets commands that begin with these words fail with this status and these words on standard error. */
    public ScriptedProcesses fail(int exitStatus, String errors, String... words) {
        return answer(command -> new ProcessOutcome(exitStatus, "", errors), words);
    }

    /** Lets a process of that id and start exist. */
    public ScriptedProcesses running(long pid, Instant startedAt) {
        running.put(pid, startedAt);
        return this;
    }

    /** The same, and lets it do this when it is asked to end. */
    public ScriptedProcesses running(long pid, Instant startedAt, Runnable ending) {
        endings.put(pid, ending);
        return running(pid, startedAt);
    }

    /** Everything that was run, in order. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public ProcessOutcome run(Command command) throws FishnetException {
        commands.add(command);
        for (int words = command.argv().size(); words > 0; words--) {
            Function<Command, ProcessOutcome> answer =
                    answers.get(command.argv().subList(0, words));
            if (answer != null) {
                return answer.apply(command);
            }
        }
        throw new ProgramMissingException(command.argv().getFirst());
    }

    @Override
    public int attend(Command command) throws FishnetException {
        return run(command).exitStatus();
    }

    @Override
    public Optional<Instant> startOf(long pid) {
        return Optional.ofNullable(running.get(pid));
    }

    @Override
    public boolean terminate(long pid, Instant startedAt) {
        boolean known = running.remove(pid, startedAt);
        if (known && endings.containsKey(pid)) {
            endings.get(pid).run();
        }
        return known;
    }
}
