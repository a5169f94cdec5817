package dev.fishnet.cli.daemon;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.storage.PidFile;
import jakarta.inject.Inject;
import java.util.Optional;

/** A daemon that somebody started by hand: asks the process that holds the pid file's lock to end, and waits for it. */
final class RunningProcess {
    private static final int POLLS = 100;
    private static final long POLL_MILLIS = 100;

    private final ProcessControlPort processes;

    @Inject
    RunningProcess(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** Stops it if it runs; returns what to say. */
    String stop(PidFile pidFile) throws FishnetException, InterruptedException {
        Optional<PidFile.Holder> holder = pidFile.holder();
        if (holder.isEmpty()) {
            return "Fishnet is not running" + (pidFile.removeStale() ? " (stale pid file removed)." : ".");
        }
        terminate(holder.get());
        await(pidFile, holder.get().pid());
        return "Fishnet stopped.";
    }

    private void terminate(PidFile.Holder holder) throws FishnetException {
        if (!processes.terminate(holder.pid(), holder.startMark())) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "process " + holder.pid() + " is not the one that the pid file names, so it was left alone",
                    "see what holds the lock: fuser the .lock file in the data directory");
        }
    }

    /** By the lock alone: the file is gone a moment before it. */
    private static void await(PidFile pidFile, long pid) throws FishnetException, InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            if (!pidFile.isHeld()) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new FishnetException(ErrorKind.FAILED, "timed out waiting for process " + pid + " to stop");
    }
}
