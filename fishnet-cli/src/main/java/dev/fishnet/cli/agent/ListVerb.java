package dev.fishnet.cli.agent;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentToken;
import dev.fishnet.policy.AgentTokens;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet agent list}: who is admitted, and by what. */
final class ListVerb {
    private static final String ROW = "%-20s %-20s %-10s %s";

    private final Workspace workspace;
    private final Admission admission;
    private final UserAccountPort users;
    private final Terminal terminal;

    /** An agent as it is shown. */
    private record Row(
            AgentName agent, Optional<UserName> user, Optional<UserAccount> account, List<AgentToken> tokens) {}

    @Inject
    ListVerb(Workspace workspace, Admission admission, UserAccountPort users, Terminal terminal) {
        this.workspace = workspace;
        this.admission = admission;
        this.users = users;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec list = Leaf.of(this::list, Options.flag("Print JSON.", "--json"));
        list.usageMessage().description("Show the agents of the configuration, their accounts and their tokens' ids.");
        return list;
    }

    private int list(Leaf values) throws FishnetException {
        List<Row> rows = rows();
        if (values.isSet("--json")) {
            terminal.say(rows.stream().map(ListVerb::json).collect(Collectors.joining(",", "[", "]")));
        } else if (rows.isEmpty()) {
            terminal.say("No agents are admitted.");
        } else {
            terminal.say(ROW.formatted("AGENT", "USER", "UID", "TOKENS"));
            rows.forEach(row -> terminal.say(line(row)));
        }
        return ExitCode.DONE;
    }

    private List<Row> rows() throws FishnetException {
        Optional<DataDirectory> data = workspace.existingData();
        AgentTokens tokens = data.isPresent() ? data.get().agentTokens().read() : AgentTokens.NONE;
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<AgentName, Optional<UserName>> agent :
                new TreeMap<>(admission.agents().users()).entrySet()) {
            Optional<UserName> user = agent.getValue();
            Optional<UserAccount> account = user.isPresent() ? users.find(user.get()) : Optional.empty();
            rows.add(new Row(agent.getKey(), user, account, tokens.of(agent.getKey())));
        }
        return rows;
    }

    private static String line(Row row) {
        String tokens = row.tokens().stream()
                .map(token -> token.id() + " (" + token.created() + ")")
                .collect(Collectors.joining(", "));
        return ROW.formatted(row.agent(), row.user().map(UserName::value).orElse("-"), uid(row).orElse("-"), tokens)
                .stripTrailing();
    }

    private static Optional<String> uid(Row row) {
        return row.account().map(account -> Long.toString(account.uid()));
    }

    /** Names have no character that JSON minds. */
    private static String json(Row row) {
        String tokens = row.tokens().stream()
                .map(token -> "{\"id\":\"" + token.id() + "\",\"created_at\":\"" + token.created() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"agent\":\"" + row.agent() + "\",\"user\":"
                + row.user().map(user -> "\"" + user + "\"").orElse("null") + ",\"uid\":"
                + uid(row).orElse("null") + ",\"tokens\":" + tokens + "}";
    }
}
