package dev.fishnet.plan;

import dev.fishnet.process.Command;
import java.util.Optional;

/** One action of a plan. Paths are absolute. */
public sealed interface Step {
    /**
     * Runs a command as root.
     *
     * @param undo what takes the command back; empty where another step's undo does, or nothing needs to
     */
    record Run(Command command, Optional<Command> undo) implements Step {
        public static Run of(Command command) {
            return new Run(command, Optional.empty());
        }

        public static Run of(Command command, Command undo) {
            return new Run(command, Optional.of(undo));
        }
    }

    /** Replaces a file, or creates it, in one move; undone by putting the old content back. */
    record WriteFile(String path, String content, FileMode mode) implements Step {}

    /** Removes a file if it is there; undone by putting it back. */
    record RemoveFile(String path) implements Step {}

    /**
     * Runs a command as root and keeps all that it prints, standard error last, in a file, for a later plan to read.
     * Undone by putting the old file back; what the command did stays, so it stands where nothing after it can fail.
     */
    record Capture(Command command, String path, FileMode mode) implements Step {}

    /** Runs a command as root whose failing takes nothing back: the system is as wanted without it, if less tidy. */
    record Attempt(Command command) implements Step {}
}
