package dev.fishnet.cli.policy;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.config.PolicySchema;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet policy}: what {@code fishnet.toml} says, and whether it can be meant. */
public final class PolicyCommand {
    private final CheckVerb check;
    private final ShowVerb show;
    private final EditVerb edit;
    private final Terminal terminal;

    @Inject
    PolicyCommand(CheckVerb check, ShowVerb show, EditVerb edit, Terminal terminal) {
        this.check = check;
        this.show = show;
        this.edit = edit;
        this.terminal = terminal;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(
                    ErrorKind.USAGE, "one of check, show, edit and schema is needed", "try 'fishnet policy --help'");
        });
        CommandSpec schema = Leaf.of(this::schema);
        schema.usageMessage().description("Print the JSON Schema of fishnet.toml, for editors.");
        return spec.addSubcommand("check", check.spec())
                .addSubcommand("show", show.spec())
                .addSubcommand("edit", edit.spec())
                .addSubcommand("schema", schema);
    }

    private int schema(Leaf values) {
        terminal.say(PolicySchema.text());
        return ExitCode.DONE;
    }
}
