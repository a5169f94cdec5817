package dev.fishnet.process;

import dev.fishnet.error.FishnetException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The only way to start a process, or to signal one that is not a child of ours. */
public interface ProcessControlPort {
    /** So much goes through the JDK's pipes at once, past their buffers, which nobody wipes. */
    int CONFIDED_BYTES = 8192;

    /** The one byte that a program says before it is told a secret, and after it has protected itself. */
    int READY_TO_HEAR = 6;

    /**
     * Runs a command to its end and returns what it printed, whatever its exit status. The child gets a clean
     * environment with the system's own search path and the C locale, so that its output can be parsed and nothing the
     * caller exported can change what it does. Output beyond a few megabytes, or a run beyond a minute, is an error and
     * the child is killed.
     *
     * @throws ProgramMissingException when no such program is installed where the system keeps its programs
     * @throws FishnetException of kind UNAVAILABLE when it did not end in time or printed too much
     */
    ProcessOutcome run(Command command) throws FishnetException;

    /**
     * Runs a program that talks with whoever sits at the terminal, such as an editor, and waits for as long as it
     * takes. It gets the terminal, the environment and the search path of this process.
     *
     * @return its exit status
     * @throws ProgramMissingException when it cannot be started
     */
    default int attend(Command command) throws FishnetException {
        throw new ProgramMissingException(command.argv().getFirst());
    }

    /**
     * Runs a program of ours to its end, tells it a secret on its standard input and takes one from its standard
     * output, each {@link #CONFIDED_BYTES} long. It is told nothing before it has said {@link #READY_TO_HEAR}. Neither
     * is kept, in the program's arguments or anywhere else; its environment is empty, and what it says on standard
     * error goes nowhere. Its input ends when its answer has been read, and not before.
     *
     * @param argv an absolute path, then arguments that anybody may read
     * @param secret lent; not changed
     * @param answer is filled with what the program answers, which the caller wipes
     * @return its exit status; the answer is whole when that is 0
     * @throws ProgramMissingException when it cannot be started
     * @throws FishnetException of kind UNAVAILABLE when it does not end within two minutes, or with half an answer
     */
    default int confide(List<String> argv, byte[] secret, byte[] answer) throws FishnetException {
        throw new ProgramMissingException(argv.getFirst());
    }

    /**
     * When the process of that id started; empty when there is none. The instant tells processes of one id apart and is
     * no time of day: a system may count from its own start, so that setting the clock does not change the answer.
     * Compare it only with what this method said before.
     */
    Optional<Instant> startOf(long pid);

    /**
     * Asks a process to end (SIGTERM), if it is still the one that started at that instant.
     *
     * @return false when there is no such process any more
     * @throws FishnetException of kind NOT_PRIVILEGED when it belongs to somebody else
     */
    boolean terminate(long pid, Instant startedAt) throws FishnetException;
}
