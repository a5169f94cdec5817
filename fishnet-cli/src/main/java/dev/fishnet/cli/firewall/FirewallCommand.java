package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Leaf;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall enable|disable|heal|status}. */
public final class FirewallCommand {
    private final LockdownVerbs verbs;
    private final HealVerb heal;
    private final FirewallStatus status;

    @Inject
    FirewallCommand(LockdownVerbs verbs, HealVerb heal, FirewallStatus status) {
        this.verbs = verbs;
        this.heal = heal;
        this.status = status;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> missingVerb());
        spec.addSubcommand("enable", verbs.enableSpec());
        spec.addSubcommand("disable", verbs.disableSpec());
        spec.addSubcommand("heal", heal.spec());
        spec.addSubcommand("status", status.spec());
        return spec;
    }

    private static int missingVerb() throws FishnetException {
        throw new FishnetException(
                ErrorKind.USAGE, "enable, disable, heal or status is needed", "try 'fishnet firewall --help'");
    }
}
