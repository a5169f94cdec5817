package dev.fishnet.cli.daemon;

import dev.fishnet.binance.BinanceCredentials;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialSource;
import dev.fishnet.vault.LentSecret;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.VaultCredentials;
import java.util.Optional;

/** The daemon's keys: those of the vault, and, within a second, those that are added to it while the daemon runs. */
public final class KeyRing implements CredentialSource, AutoCloseable {
    private final VaultFile file;
    private final Terminal terminal;
    private final VaultCredentials credentials;
    private Vault vault;
    private String complaint = "";
    private boolean closed;

    private KeyRing(VaultFile file, Vault vault, Terminal terminal) throws FishnetException {
        this.file = file;
        this.vault = vault;
        this.terminal = terminal;
        this.credentials = new VaultCredentials(vault, BinanceCredentials.BOTH);
    }

    /** Takes the vault over: closing the ring closes it. */
    public static KeyRing of(VaultFile file, Vault vault, Terminal terminal) throws FishnetException {
        return new KeyRing(file, vault, terminal);
    }

    @Override
    public Optional<LentSecret> credentialFor(UpstreamName upstream) {
        return credentials.credentialFor(upstream);
    }

    @Override
    public Optional<LentSecret> credential(CredentialId id) {
        return credentials.credential(id);
    }

    /** Takes up what has changed. A file that is no good changes nothing: the keys that were open stay in use. */
    synchronized void lookAgain() {
        if (closed) {
            return;
        }
        try {
            Optional<Vault> changed = file.changedSince(vault);
            if (changed.isPresent()) {
                credentials.refresh(changed.get());
                vault.close();
                vault = changed.get();
                terminal.say("[fishnet] vault changed: " + vault.credentials().size() + " credential(s)");
            }
            complaint = "";
        } catch (FishnetException e) {
            complainOnce("the vault cannot be read again, so its keys stay as they are: " + e.getMessage());
        }
    }

    private void complainOnce(String message) {
        if (!message.equals(complaint)) {
            terminal.note(message);
            complaint = message;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        credentials.close();
        vault.close();
    }
}
