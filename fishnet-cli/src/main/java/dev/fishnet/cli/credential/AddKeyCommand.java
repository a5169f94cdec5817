package dev.fishnet.cli.credential;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.cli.record.ActLog.Announcement;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet add-key}. */
public final class AddKeyCommand {
    private static final String DEFAULT_NAME = "default";
    private static final Set<UpstreamName> ROUTED = Set.of(UpstreamName.OPENAI, UpstreamName.ANTHROPIC);

    private final OpenVault vault;
    private final SecretInput input;
    private final ActLog acts;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    AddKeyCommand(OpenVault vault, SecretInput input, ActLog acts, Clock clock, Terminal terminal) {
        this.vault = vault;
        this.input = input;
        this.acts = acts;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(
                this::add,
                Options.value("--service", "NAME", "The upstream the key is for: openai or anthropic."),
                Options.value("--name", "NAME", "What to call the key (default: " + DEFAULT_NAME + ")."),
                Options.value("--key-file", "FILE", "Read the key from FILE, - is standard input (default: a prompt)."),
                Options.value("--key", "KEY", "The key itself; every user of this machine can read it there."),
                Options.flag("Replace a key of the same name.", "--replace"),
                MasterPassword.fileOption());
    }

    private int add(Leaf values) throws FishnetException {
        CredentialId id = id(values);
        try (SecretBytes key = input.key(values, "--key", "--key-file", "API key: ")) {
            boolean replace = values.isSet("--replace");
            acts.before(log -> {
                vault.changeOrCreate(values, log, open -> put(open, id, key, replace, log));
                return id;
            });
        }
        terminal.say("Stored credential '" + id.name() + "' for service '" + id.upstream() + "'.");
        return ExitCode.DONE;
    }

    /** The version is known only once it is in the vault, which is written after this. */
    private void put(Vault open, CredentialId id, SecretBytes key, boolean replace, Announcement log)
            throws FishnetException {
        boolean isThere = open.credentials().stream().map(Credential::id).anyMatch(id::equals);
        Credential stored =
                replace ? open.storeOrReplace(id, key, clock.instant()) : open.store(id, key, clock.instant());
        log.announce(
                isThere ? Action.CREDENTIAL_REPLACED : Action.CREDENTIAL_ADDED,
                id.toString(),
                "version " + stored.version());
    }

    private CredentialId id(Leaf values) throws FishnetException {
        String service = values.value("--service")
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.USAGE, "a service is required (--service)", "openai or anthropic"));
        UpstreamName upstream = CredentialArguments.upstream(service);
        if (!ROUTED.contains(upstream)) {
            terminal.note("warning: no route leads to '" + upstream + "'; the gateway knows openai and anthropic");
        }
        return new CredentialId(
                upstream, CredentialArguments.name(values.value("--name").orElse(DEFAULT_NAME)));
    }
}
