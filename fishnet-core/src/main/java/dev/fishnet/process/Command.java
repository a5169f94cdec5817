package dev.fishnet.process;

import java.util.List;
import java.util.Optional;

/**
 * A program and its arguments, handed to the kernel as they are: no shell ever reads them. Everything here is printed
 * in dry runs and errors, so no secret may enter.
 *
 * @param argv the program, by name or absolute path, then its arguments
 * @param input what the program reads from standard input; empty means it reads nothing
 */
public record Command(List<String> argv, Optional<String> input) {
    public Command {
        argv = List.copyOf(argv);
        requireArguments(argv);
    }

    public static Command of(String... argv) {
        return new Command(List.of(argv), Optional.empty());
    }

    public Command withInput(String text) {
        return new Command(argv, Optional.of(text));
    }

    private static void requireArguments(List<String> argv) {
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (argv.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a command cannot hold a NUL character");
        }
    }
}
