package dev.fishnet.cli.agent;

import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Verbs;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet agent}: who may use the gateway. */
public final class AgentCommand {
    private final AcceptVerb accept;
    private final AddVerb add;
    private final TokenVerb token;
    private final ListVerb list;

    @Inject
    AgentCommand(AcceptVerb accept, AddVerb add, TokenVerb token, ListVerb list) {
        this.accept = accept;
        this.add = add;
        this.token = token;
        this.list = list;
    }

    /**
     * The command and its subcommands.
     *
     * @param asked the verb that is to be run, if there is one
     */
    public CommandSpec spec(Optional<String> asked) {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(
                    ErrorKind.USAGE, "accept, add, list or token is needed", "try 'fishnet agent --help'");
        });
        return new Verbs()
                .with("accept", accept::spec)
                .with("add", add::spec)
                .with("list", list::spec)
                .with("token", token::spec)
                .of(spec, asked);
    }
}
