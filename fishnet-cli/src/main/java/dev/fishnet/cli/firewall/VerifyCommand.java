package dev.fishnet.cli.firewall;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.escape.EscapeJson;
import dev.fishnet.firewall.escape.EscapeReport;
import dev.fishnet.firewall.escape.Verification;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall verify}: the lockdown, tried out. */
final class VerifyCommand {
    private final PlatformPorts platform;
    private final AgentAccounts accounts;
    private final Workspace workspace;
    private final Terminal terminal;
    private final Clock clock;

    @Inject
    VerifyCommand(PlatformPorts platform, AgentAccounts accounts, Workspace workspace, Terminal terminal, Clock clock) {
        this.platform = platform;
        this.accounts = accounts;
        this.workspace = workspace;
        this.terminal = terminal;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::verify,
                Options.value("--agent-user", "USER", "The account to try as (default: the one that is locked down)."),
                Options.flag("Print JSON.", "--json"));
        spec.usageMessage()
                .description(
                        "Try to get out as the agent, in every way we know, and report what is blocked.",
                        "Changes nothing; sends small packets to addresses that belong to nobody.",
                        "Exit status: 0 when the lockdown holds, 3 when it does not.");
        return spec;
    }

    private int verify(Leaf values) throws FishnetException {
        if (platform.users().effectiveUid() != 0) {
            throw new FishnetException(ErrorKind.NOT_PRIVILEGED, "verify needs root", "re-run with sudo");
        }
        AgentUser user = accounts.find(name(values.value("--agent-user")));
        int port = workspace.config(workspace.configFile(Optional.empty())).port();
        boolean json = values.isSet("--json");
        Verification verification = new Verification(platform.firewall(), platform.escapes(), clock);
        EscapeReport report;
        try (Progress progress = new Progress(terminal, !json)) {
            report = verification.run(user, port, progress);
        }
        (json ? List.of(EscapeJson.of(report)) : new VerifyReport(report, terminal).lines()).forEach(terminal::say);
        return report.isTight() ? ExitCode.DONE : ExitCode.DENIED;
    }

    private UserName name(Optional<String> option) throws FishnetException {
        if (option.isPresent()) {
            return accounts.nameOf(option);
        }
        List<LockedAgent> locked = FirewallStatus.expected(platform.firewall().inspect());
        if (locked.size() != 1) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    locked.isEmpty() ? "nobody is locked down" : locked.size() + " agents are locked down",
                    "name the account to try as: --agent-user NAME");
        }
        return locked.getFirst().name();
    }
}
