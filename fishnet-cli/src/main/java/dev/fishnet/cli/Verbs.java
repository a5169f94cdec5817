package dev.fishnet.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The verbs of a command. The one that was asked for is built alone; where none was, or one that does not exist, all of
 * them are, for help and for the refusal.
 */
public final class Verbs {
    private final Map<String, Supplier<CommandSpec>> verbs = new LinkedHashMap<>();

    /** Adds a verb. */
    public Verbs with(String name, Supplier<CommandSpec> spec) {
        verbs.put(name, spec);
        return this;
    }

    /** The command with its verbs, in the order in which they were added. */
    public CommandSpec of(CommandSpec command, Optional<String> asked) {
        Supplier<CommandSpec> only = asked.isPresent() ? verbs.get(asked.get()) : null;
        if (only != null) {
            return command.addSubcommand(asked.get(), only.get());
        }
        for (Map.Entry<String, Supplier<CommandSpec>> verb : verbs.entrySet()) {
            command.addSubcommand(verb.getKey(), verb.getValue().get());
        }
        return command;
    }
}
