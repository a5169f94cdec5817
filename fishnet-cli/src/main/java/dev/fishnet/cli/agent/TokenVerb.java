package dev.fishnet.cli.agent;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentToken;
import dev.fishnet.policy.AgentTokens;
import dev.fishnet.storage.AgentTokenFile;
import dev.fishnet.storage.AgentTokenFile.Changed;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet agent token}: a token for an agent whose uid says nothing, or an end to one. */
final class TokenVerb {
    private static final String ALL = "all";

    private final Workspace workspace;
    private final Admission admission;
    private final ActLog acts;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    TokenVerb(Workspace workspace, Admission admission, ActLog acts, Clock clock, Terminal terminal) {
        this.workspace = workspace;
        this.admission = admission;
        this.acts = acts;
        this.clock = clock;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec token = Leaf.with(
                Leaf.of(
                        this::run,
                        Options.value("--revoke", "ID", "End the token with this id instead, or all of them: all.")),
                "NAME",
                "The agent, as in [agents.NAME].");
        token.usageMessage()
                .description(
                        "Make a token for an agent, and print it; it is not shown again.",
                        "The agent sends it where its API key would be.");
        return token;
    }

    private int run(Leaf values) throws FishnetException {
        AgentName agent = name(values.argument());
        AgentTokenFile file = workspace.data().agentTokens();
        Optional<String> revoked = values.value("--revoke");
        if (revoked.isPresent()) {
            return acts.after(
                    Action.TOKEN_REVOKED, agent.value(), () -> Optional.of(revoke(file, agent, revoked.get())));
        }
        make(file, agent);
        return ExitCode.DONE;
    }

    private void make(AgentTokenFile file, AgentName agent) throws FishnetException {
        if (!admission.agents().users().containsKey(agent)) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND,
                    "the configuration has no agent '" + agent + "'",
                    "'fishnet agent list' shows them; 'fishnet policy edit' adds one");
        }
        AgentTokens.Issued issued = acts.before(log -> file.update(tokens -> {
            AgentTokens.Issued made = tokens.issue(agent, clock.instant());
            log.announce(
                    Action.TOKEN_ISSUED, agent.value(), "token " + made.entry().id());
            return new Changed<>(made.tokens(), made);
        }));
        terminal.say(issued.text());
        terminal.note("this is the token of the agent '" + agent + "', with the id "
                + issued.entry().id() + "; it is not shown again");
    }

    /** Ends them, and says which. */
    private String revoke(AgentTokenFile file, AgentName agent, String which) throws FishnetException {
        Predicate<AgentToken> meant = token ->
                token.agent().equals(agent) && (which.equals(ALL) || token.id().equals(which));
        List<String> ended = file.update(tokens -> new Changed<>(
                tokens.without(meant),
                tokens.all().stream().filter(meant).map(AgentToken::id).toList()));
        if (ended.isEmpty()) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND,
                    "the agent '" + agent + "' has no such token",
                    "'fishnet agent list' shows their ids");
        }
        terminal.note(ended.size() + " token(s) of the agent '" + agent + "' revoked");
        return "token " + String.join(", ", ended);
    }

    static AgentName name(String text) throws FishnetException {
        try {
            return new AgentName(text);
        } catch (IllegalArgumentException e) {
            throw new FishnetException(ErrorKind.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
