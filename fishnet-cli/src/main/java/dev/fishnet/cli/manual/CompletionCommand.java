package dev.fishnet.cli.manual;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet completion bash|zsh|fish}: the script that a shell reads to complete our command lines. */
public final class CompletionCommand {
    private final Terminal terminal;
    private final AllCommands commands;

    /** Builds every command, with its verbs; asked only once a script is wanted. */
    @FunctionalInterface
    public interface AllCommands {
        CommandSpec root() throws FishnetException;
    }

    public CompletionCommand(Terminal terminal, AllCommands commands) {
        this.terminal = terminal;
        this.commands = commands;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(
                    ErrorKind.USAGE, "one of bash, zsh and fish is needed", "try 'fishnet completion --help'");
        });
        for (Shell shell : Shell.values()) {
            CommandSpec verb = Leaf.of(values -> print(shell));
            verb.usageMessage().description("Print the script for " + shell.word() + ".", shell.use());
            spec.addSubcommand(shell.word(), verb);
        }
        return spec;
    }

    private int print(Shell shell) throws FishnetException {
        terminal.say(shell.script(commands.root()).stripTrailing());
        return ExitCode.DONE;
    }
}
