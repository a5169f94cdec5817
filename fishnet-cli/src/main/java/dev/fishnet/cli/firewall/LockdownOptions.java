package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.FirewallDefaults;
import dev.fishnet.config.FirewallSettings;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.LoopbackAccess;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** How the command line says which lockdown is wanted, and through what. */
final class LockdownOptions {
    private final Workspace workspace;
    private @Nullable FirewallSettings settings;

    @Inject
    LockdownOptions(Workspace workspace) {
        this.workspace = workspace;
    }

    static OptionSpec agentUser() {
        return Options.value("--agent-user", "USER", "The account the agent runs as (default: $USER).");
    }

    static OptionSpec backend() {
        return Options.value(
                "--backend",
                "NAME",
                "auto, iptables or nftables (default: auto, which takes iptables if it is there).");
    }

    static OptionSpec strict() {
        return Options.flag("Leave the agent the gateway's port on loopback, and nothing else.", "--strict");
    }

    static OptionSpec allowPort() {
        return Options.values(
                "--allow-port", "PORT", "With --strict: one more TCP port of loopback to reach or to serve.");
    }

    static OptionSpec hidden(OptionSpec option) {
        return OptionSpec.builder(option).hidden(true).build();
    }

    /** What was asked for; what was not is as the configuration has it. */
    FirewallBackend backend(Leaf values) throws FishnetException {
        Optional<String> word = values.value("--backend");
        if (word.isEmpty()) {
            return settings().defaults().backend();
        }
        return Stream.of(FirewallBackend.values())
                .filter(backend -> backend.word().equals(word.get()))
                .findFirst()
                .orElseThrow(() -> usage("'" + word.get() + "' is no back end: auto, iptables or nftables"));
    }

    LoopbackAccess loopback(Leaf values) throws FishnetException {
        FirewallSettings settings = settings();
        FirewallDefaults defaults = settings.defaults();
        SortedSet<Integer> allowed = new TreeSet<>();
        for (String port : values.values("--allow-port")) {
            allowed.add(port(port));
        }
        boolean strict = values.isSet("--strict") || defaults.strict();
        if (!strict && !allowed.isEmpty()) {
            throw usage("--allow-port needs --strict: without it all of loopback is open but name resolution");
        }
        return strict
                ? strict(settings.port(), allowed.isEmpty() ? new TreeSet<>(defaults.allowPorts()) : allowed)
                : new LoopbackAccess.Standard();
    }

    private static LoopbackAccess strict(int gateway, SortedSet<Integer> allowed) throws FishnetException {
        try {
            return new LoopbackAccess.Strict(gateway, allowed);
        } catch (IllegalArgumentException e) {
            throw usage("--strict: " + e.getMessage());
        }
    }

    private FirewallSettings settings() throws FishnetException {
        FirewallSettings read = settings;
        if (read == null) {
            read = workspace.firewall();
            settings = read;
        }
        return read;
    }

    private static int port(String word) throws FishnetException {
        if (!word.matches("[1-9][0-9]{0,4}")) {
            throw usage("--allow-port: not a port: " + word);
        }
        return Integer.parseInt(word);
    }

    private static FishnetException usage(String message) {
        return new FishnetException(ErrorKind.USAGE, message, "try 'fishnet firewall enable --help'");
    }
}
