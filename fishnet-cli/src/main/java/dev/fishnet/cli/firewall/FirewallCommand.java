package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Leaf;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall enable|disable|status}. */
public final class FirewallCommand {
    private final LockdownVerbs verbs;
    private final FirewallStatus status;

    @Inject
    FirewallCommand(LockdownVerbs verbs, FirewallStatus status) {
        this.verbs = verbs;
        this.status = status;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> missingVerb());
        spec.addSubcommand("enable", verbs.enableSpec());
        spec.addSubcommand("disable", verbs.disableSpec());
        spec.addSubcommand("status", status.spec());
        return spec;
    }

    private static int missingVerb() throws FishnetException {
        throw new FishnetException(
                ErrorKind.USAGE, "enable, disable or status is needed", "try 'fishnet firewall --help'");
    }
}
