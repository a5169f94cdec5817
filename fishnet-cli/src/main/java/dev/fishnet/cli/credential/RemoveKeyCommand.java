package dev.fishnet.cli.credential;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet remove-key}. */
public final class RemoveKeyCommand {
    private final OpenVault vault;
    private final Confirmation confirmation;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    RemoveKeyCommand(OpenVault vault, Confirmation confirmation, ActLog acts, Terminal terminal) {
        this.vault = vault;
        this.confirmation = confirmation;
        this.acts = acts;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::remove,
                Options.value(
                        "--service", "NAME", "The upstream the key is for, where several have a key of that name."),
                Confirmation.yesOption(),
                MasterPassword.fileOption());
        return Leaf.with(spec, "NAME", "What the key is called; 'fishnet list-keys' shows it.");
    }

    private int remove(Leaf values) throws FishnetException {
        try (Vault open = vault.read(values)) {
            CredentialId id = find(open.credentials(), values);
            String place = "'" + id.name() + "' (service: " + id.upstream() + ")";
            if (!confirmation.given(values, "Remove credential " + place + "? [y/N]: ")) {
                terminal.say("Aborted.");
                return ExitCode.ERROR;
            }
            return acts.after(Action.CREDENTIAL_REMOVED, id.toString(), () -> {
                long version = remove(open, id);
                terminal.say("Removed credential '" + id.name() + "' for service '" + id.upstream() + "'.");
                return Optional.of("version " + version);
            });
        }
    }

    /** Returns the version of what was there. */
    private long remove(Vault open, CredentialId id) throws FishnetException {
        AtomicLong version = new AtomicLong();
        vault.file()
                .update(open, latest -> {
                    latest.credentials().stream()
                            .filter(there -> there.id().equals(id))
                            .forEach(there -> version.set(there.version()));
                    latest.remove(id);
                })
                .close();
        return version.get();
    }

    private static CredentialId find(List<Credential> credentials, Leaf values) throws FishnetException {
        CredentialName name = CredentialArguments.name(values.argument());
        Optional<String> service = values.value("--service");
        Optional<UpstreamName> upstream =
                service.isPresent() ? Optional.of(CredentialArguments.upstream(service.get())) : Optional.empty();
        List<CredentialId> found = credentials.stream()
                .map(Credential::id)
                .filter(id -> id.name().equals(name) && !id.upstream().equals(UpstreamName.OWN))
                .filter(id -> upstream.isEmpty() || id.upstream().equals(upstream.get()))
                .toList();
        return theOnly(found, name, service);
    }

    private static CredentialId theOnly(List<CredentialId> found, CredentialName name, Optional<String> service)
            throws FishnetException {
        if (found.isEmpty()) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND,
                    "no credential named '" + name + "'"
                            + service.map(s -> " for service '" + s + "'").orElse(""),
                    "'fishnet list-keys' shows what there is");
        }
        if (found.size() > 1) {
            String services = found.stream().map(id -> id.upstream().toString()).collect(Collectors.joining(", "));
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "multiple credentials named '" + name + "' found across services: " + services
                            + ". re-run with --service");
        }
        return found.getFirst();
    }
}
