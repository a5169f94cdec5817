package dev.fishnet.cli.init;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.credential.CredentialArguments;
import dev.fishnet.cli.credential.SecretInput;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The first API key, asked for where it was not given; none where nobody is there to ask. */
final class FirstCredential {
    private final SecretInput input;
    private final ActLog acts;
    private final Terminal terminal;
    private final Clock clock;

    @Inject
    FirstCredential(SecretInput input, ActLog acts, Terminal terminal, Clock clock) {
        this.input = input;
        this.acts = acts;
        this.terminal = terminal;
        this.clock = clock;
    }

    Optional<String> store(Leaf values, VaultFile file, Vault vault) throws FishnetException {
        Optional<String> service = values.value("--first-service").or(() -> terminal.ask("First API service: "));
        if (service.isEmpty() || service.get().isBlank()) {
            return Optional.empty();
        }
        CredentialId id = new CredentialId(
                CredentialArguments.upstream(service.get().strip()),
                CredentialArguments.name(values.value("--first-name").orElse("default")));
        return vault.credentials().stream().map(Credential::id).anyMatch(id::equals)
                ? Optional.empty()
                : Optional.of(add(values, file, vault, id));
    }

    private String add(Leaf values, VaultFile file, Vault vault, CredentialId id) throws FishnetException {
        Instant now = clock.instant();
        try (SecretBytes key = input.key(values, "--first-key", "--first-key-file", "First API key: ")) {
            acts.before(log -> file.update(
                            vault,
                            latest -> log.announce(
                                    Action.CREDENTIAL_ADDED,
                                    id.toString(),
                                    "version " + latest.store(id, key, now).version())))
                    .close();
        }
        return "Stored first credential '" + id + "'";
    }
}
