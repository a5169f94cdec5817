package dev.fishnet.cli.policy;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Verbs;
import dev.fishnet.config.PolicySchema;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import java.util.Optional;
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

    /**
     * The command and its subcommands.
     *
     * @param asked the verb that is to be run, if there is one
     */
    public CommandSpec spec(Optional<String> asked) {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(
                    ErrorKind.USAGE, "one of check, show, edit and schema is needed", "try 'fishnet policy --help'");
        });
        return new Verbs()
                .with("check", check::spec)
                .with("show", show::spec)
                .with("edit", edit::spec)
                .with("schema", this::schemaSpec)
                .of(spec, asked);
    }

    private CommandSpec schemaSpec() {
        CommandSpec schema = Leaf.of(this::schema);
        schema.usageMessage().description("Print the JSON Schema of fishnet.toml, for editors.");
        return schema;
    }

    private int schema(Leaf values) {
        terminal.say(PolicySchema.text());
        return ExitCode.DONE;
    }
}
