package dev.fishnet.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command that does something: its options, and the values they were given. Built in code, so nothing is reflected
 * on.
 */
public final class Leaf {
    private final CommandSpec spec;

    private Leaf(CommandSpec spec) {
        this.spec = spec;
    }

    /** What a command does with its values. */
    @FunctionalInterface
    public interface Action {
        /** Runs the command and returns its exit code. */
        int run(Leaf values) throws Exception;
    }

    /** A command with these options, and {@code --help}. */
    public static CommandSpec of(Action action, OptionSpec... options) {
        Leaf[] self = new Leaf[1];
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> action.run(self[0]));
        self[0] = new Leaf(spec);
        for (OptionSpec option : options) {
            spec.addOption(option);
        }
        return spec.addOption(Options.help());
    }

    /** Adds the one positional parameter, which is required. */
    public static CommandSpec with(CommandSpec spec, String label, String description) {
        return spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Adds the one positional parameter, which may be left out. */
    public static CommandSpec withOptional(CommandSpec spec, String label, String description) {
        return spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** What the command is called. */
    public String command() {
        return spec.name();
    }

    public boolean isSet(String flag) {
        return Boolean.TRUE.equals(spec.findOption(flag).getValue());
    }

    /** The option's value; empty when it was not given, or the command does not have it. */
    public Optional<String> value(String option) {
        OptionSpec found = spec.findOption(option);
        return found == null ? Optional.empty() : Optional.ofNullable(found.getValue());
    }

    /** Every value of an option that may be given several times. */
    public List<String> values(String option) {
        List<String> values = spec.findOption(option).getValue();
        return values == null ? List.of() : List.copyOf(values);
    }

    /** The positional parameter that may be left out. */
    public Optional<String> optionalArgument() {
        return Optional.ofNullable(spec.positionalParameters().getFirst().getValue());
    }

    /** The positional parameter. */
    public String argument() {
        return spec.positionalParameters().getFirst().getValue();
    }
}
