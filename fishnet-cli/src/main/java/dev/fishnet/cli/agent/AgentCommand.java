package dev.fishnet.cli.agent;

import dev.fishnet.cli.Leaf;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet agent}: who may use the gateway. */
public final class AgentCommand {
    private final AddVerb add;
    private final TokenVerb token;
    private final ListVerb list;

    @Inject
    AgentCommand(AddVerb add, TokenVerb token, ListVerb list) {
        this.add = add;
        this.token = token;
        this.list = list;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(ErrorKind.USAGE, "add, list or token is needed", "try 'fishnet agent --help'");
        });
        return spec.addSubcommand("add", add.spec())
                .addSubcommand("list", list.spec())
                .addSubcommand("token", token.spec());
    }
}
