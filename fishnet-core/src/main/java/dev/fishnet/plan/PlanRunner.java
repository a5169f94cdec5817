package dev.fishnet.plan;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Executes plans: all of one, or, when a step fails, none of it as far as undoing can reach. */
public final class PlanRunner {
    private static final int QUOTED_ERRORS = 400;

    private final ProcessControlPort processes;
    private final FileChangePort files;

    public PlanRunner(ProcessControlPort processes, FileChangePort files) {
        this.processes = processes;
        this.files = files;
    }

    /**
     * Executes the steps in order. When one fails, everything the plan has done is taken back in reverse order and the
     * first error is thrown; errors of the undoing itself are suppressed in it.
     */
    public void apply(ChangePlan plan) throws FishnetException {
        Deque<Undo> done = new ArrayDeque<>();
        for (Step step : plan.steps()) {
            try {
                perform(step, done);
            } catch (FishnetException failure) {
                throw undo(done, failure);
            }
        }
    }

    private void perform(Step step, Deque<Undo> done) throws FishnetException {
        switch (step) {
            case Step.Run run -> {
                run(run.command());
                run.undo().ifPresent(undo -> done.push(() -> run(undo)));
            }
            case Step.WriteFile file -> write(file, done);
            case Step.Capture capture -> {
                ProcessOutcome outcome = run(capture.command());
                write(new Step.WriteFile(capture.path(), outcome.output() + outcome.errors(), capture.mode()), done);
            }
            case Step.Attempt attempt -> processes.run(attempt.command());
            case Step.RemoveFile file -> {
                Optional<Step.WriteFile> before = files.read(file.path());
                files.remove(file.path());
                done.push(() -> putBack(file.path(), before));
            }
        }
    }

    private void write(Step.WriteFile file, Deque<Undo> done) throws FishnetException {
        Optional<Step.WriteFile> before = files.read(file.path());
        files.write(file);
        done.push(() -> putBack(file.path(), before));
    }

    private void putBack(String path, Optional<Step.WriteFile> before) throws FishnetException {
        if (before.isPresent()) {
            files.write(before.get());
        } else {
            files.remove(path);
        }
    }

    private ProcessOutcome run(Command command) throws FishnetException {
        ProcessOutcome outcome = processes.run(command);
        if (!outcome.succeeded()) {
            throw new PlanException(
                    "command failed (exit status " + outcome.exitStatus() + "): " + ShellScript.oneLine(command),
                    "it said: " + firstLine(outcome.errors()));
        }
        return outcome;
    }

    private static String firstLine(String errors) {
        String said = errors.lines().filter(line -> !line.isBlank()).findFirst().orElse("nothing");
        return said.length() <= QUOTED_ERRORS ? said : said.substring(0, QUOTED_ERRORS) + "…";
    }

    private static FishnetException undo(Deque<Undo> done, FishnetException failure) {
        FishnetException told = done.isEmpty() ? failure : PlanException.undone(failure, done.size());
        while (!done.isEmpty()) {
            try {
                done.pop().run();
            } catch (FishnetException alsoFailed) {
                told.addSuppressed(alsoFailed);
            }
        }
        return told;
    }

    private interface Undo {
        void run() throws FishnetException;
    }
}
