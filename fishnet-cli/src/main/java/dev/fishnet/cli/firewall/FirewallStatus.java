package dev.fishnet.cli.firewall;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall status}: what is in force, for whom, and what others did to it. */
final class FirewallStatus {
    private final FirewallPort firewall;
    private final AgentAccounts accounts;
    private final Terminal terminal;

    @Inject
    FirewallStatus(FirewallPort firewall, AgentAccounts accounts, Terminal terminal) {
        this.firewall = firewall;
        this.accounts = accounts;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::status,
                Options.value("--agent-user", "USER", "Only this account (default: everybody who is locked down)."),
                Options.flag("Print JSON.", "--json"));
        spec.usageMessage()
                .description(
                        "Show who is locked down, and whether the rules are what they should be.",
                        "Exit status: 0 when all that should be in force is, 3 when it is not or cannot be seen.");
        return spec;
    }

    private int status(Leaf values) throws FishnetException {
        Optional<UserName> only = values.value("--agent-user").isPresent()
                ? Optional.of(accounts.nameOf(values.value("--agent-user")))
                : Optional.empty();
        StatusReport report = new StatusReport(firewall.inspect(), firewall.repairs(), only);
        (values.isSet("--json") ? List.of(report.json()) : report.lines(terminal)).forEach(terminal::say);
        return report.isGood() ? ExitCode.DONE : ExitCode.DENIED;
    }

    /** Who is to be reported on: who was asked for, else everybody who is or should be locked down. */
    static List<LockedAgent> expected(FirewallState state) {
        return switch (state) {
            case FirewallState.Absent absent -> List.of();
            case FirewallState.Enforced enforced -> enforced.policy().agents();
            case FirewallState.Drifted drifted ->
                drifted.expected().map(Lockdown::agents).orElse(List.of());
            case FirewallState.Unreadable unreadable ->
                unreadable.expected().map(Lockdown::agents).orElse(List.of());
        };
    }
}
