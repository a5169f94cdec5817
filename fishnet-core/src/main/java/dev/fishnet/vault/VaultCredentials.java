package dev.fishnet.vault;

import dev.fishnet.upstream.UpstreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest credential of every upstream, decrypted once and lent to the gateway. Safe for use by several threads;
 * asking never blocks. A secret that a later vault no longer has is not handed out any more, and wiped one refresh
 * later, when nobody who was just given it is still writing it to an upstream.
 */
public final class VaultCredentials implements CredentialSource, AutoCloseable {
    private volatile Map<UpstreamName, SecretBytes> current = Map.of();
    private Map<UpstreamName, SecretBytes> retired = Map.of();

    public VaultCredentials(Vault vault) throws VaultException {
        refresh(vault);
    }

    /** Hands out that vault's credentials from now on. The vault stays the caller's, and may be closed after. */
    public synchronized void refresh(Vault vault) throws VaultException {
        Map<UpstreamName, SecretBytes> next = reveal(vault);
        close(retired);
        retired = current;
        current = next;
    }

    private static Map<UpstreamName, SecretBytes> reveal(Vault vault) throws VaultException {
        Map<UpstreamName, SecretBytes> secrets = new HashMap<>();
        try {
            for (UpstreamName upstream : upstreams(vault)) {
                secrets.put(
                        upstream,
                        vault.reveal(vault.newestFor(upstream).orElseThrow().id()));
            }
            return Map.copyOf(secrets);
        } catch (VaultException e) {
            close(secrets);
            throw e;
        }
    }

    private static List<UpstreamName> upstreams(Vault vault) {
        return vault.credentials().stream()
                .map(credential -> credential.id().upstream())
                .filter(upstream -> !upstream.equals(UpstreamName.OWN))
                .distinct()
                .toList();
    }

    @Override
    public Optional<SecretBytes> credentialFor(UpstreamName upstream) {
        return Optional.ofNullable(current.get(upstream));
    }

    @Override
    public synchronized void close() {
        close(retired);
        close(current);
        retired = Map.of();
        current = Map.of();
    }

    private static void close(Map<UpstreamName, SecretBytes> secrets) {
        secrets.values().forEach(SecretBytes::close);
    }
}
