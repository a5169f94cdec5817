package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Verbs;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.Optional;
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

    /**
     * The command and its subcommands.
     *
     * @param asked the verb that is to be run, if there is one
     */
    public CommandSpec spec(Optional<String> asked) {
        return new Verbs()
                .with("enable", verbs::enableSpec)
                .with("disable", verbs::disableSpec)
                .with("heal", heal::spec)
                .with("status", status::spec)
                .with("verify", verify::spec)
                .of(Leaf.of(values -> missingVerb()), asked);
    }

    private static int missingVerb() throws FishnetException {
        throw new FishnetException(
                ErrorKind.USAGE, "enable, disable, heal, status or verify is needed", "try 'fishnet firewall --help'");
    }
}
