package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Leaf;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall enable|disable|heal|status|verify}. */
public final class FirewallCommand {
    private final LockdownVerbs verbs;
    private final HealVerb heal;
    private final FirewallStatus status;
    private final VerifyCommand verify;

    @Inject
    FirewallCommand(LockdownVerbs verbs, HealVerb heal, FirewallStatus status, VerifyCommand verify) {
        this.verbs = verbs;
        this.heal = heal;
        this.status = status;
        this.verify = verify;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> missingVerb());
        spec.addSubcommand("enable", verbs.enableSpec());
        spec.addSubcommand("disable", verbs.disableSpec());
        spec.addSubcommand("heal", heal.spec());
        spec.addSubcommand("status", status.spec());
        spec.addSubcommand("verify", verify.spec());
        return spec;
    }

    private static int missingVerb() throws FishnetException {
        throw new FishnetException(
                ErrorKind.USAGE, "enable, disable, heal, status or verify is needed", "try 'fishnet firewall --help'");
    }
}
