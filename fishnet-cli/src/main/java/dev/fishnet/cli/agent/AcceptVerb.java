package dev.fishnet.cli.agent;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.DataDirectory;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet agent accept}: an agent's prompts may be others than they were. */
final class AcceptVerb {
    private final Workspace workspace;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    AcceptVerb(Workspace workspace, ActLog acts, Terminal terminal) {
        this.workspace = workspace;
        this.acts = acts;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec accept = Leaf.with(Leaf.of(this::run), "NAME", "The agent, as in [agents.NAME].");
        accept.usageMessage()
                .description(
                        "Accept that an agent's system prompt, instructions or tools have changed.",
                        "Its next prompt at each upstream is what the drift guard holds it to from then on.");
        return accept;
    }

    private int run(Leaf values) throws FishnetException {
        AgentName agent = TokenVerb.name(values.argument());
        Optional<Path> books = workspace
                .existingData()
                .map(DataDirectory::path)
                .map(SqliteBooks::in)
                .filter(Files::exists);
        if (books.isPresent()) {
            acts.before(log -> {
                log.announce(Action.PROMPTS_ACCEPTED, agent.value(), "");
                forget(agent, books.get());
                return agent;
            });
        }
        terminal.say("The next prompts of " + agent + " are taken for its own.");
        return ExitCode.DONE;
    }

    /** The gateway looks for baselines that have gone, once a second. */
    private static void forget(AgentName agent, Path file) throws FishnetException {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            books.reset(agent).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "the books cannot be written: " + e.getCause(), "see 'fishnet status'");
        }
    }
}
