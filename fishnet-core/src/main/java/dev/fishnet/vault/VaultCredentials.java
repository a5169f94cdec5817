package dev.fishnet.vault;

import dev.fishnet.upstream.UpstreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The newest credential of every upstream, or those that it names, decrypted once and lent to the gateway. Safe for use
 * by several threads; asking never blocks. A secret that a later vault no longer has is not handed out any more, and
 * wiped one refresh later, when nobody who was just given it is still writing it to an upstream.
 */
public final class VaultCredentials implements CredentialSource, AutoCloseable {
    private final Set<CredentialId> byName;
    private volatile Lent current = Lent.NOTHING;
    private Lent retired = Lent.NOTHING;

    public VaultCredentials(Vault vault) throws VaultException {
        this(vault, Set.of());
    }

    /** Lends these by their names alone, and no other of their upstreams. */
    public VaultCredentials(Vault vault, Set<CredentialId> byName) throws VaultException {
        this.byName = Set.copyOf(byName);
        refresh(vault);
    }

    private record Lent(Map<UpstreamName, LentSecret> newest, Map<CredentialId, LentSecret> named) {
        static final Lent NOTHING = new Lent(Map.of(), Map.of());

        void close() {
            newest.values().forEach(lent -> lent.secret().close());
            named.values().forEach(lent -> lent.secret().close());
        }
    }

    /** Hands out that vault's credentials from now on. The vault stays the caller's, and may be closed after. */
    public synchronized void refresh(Vault vault) throws VaultException {
        Lent next = reveal(vault);
        retired.close();
        retired = current;
        current = next;
    }

    private Lent reveal(Vault vault) throws VaultException {
        Lent lent = new Lent(new HashMap<>(), new HashMap<>());
        try {
            for (Credential each : vault.credentials()) {
                if (byName.contains(each.id())) {
                    lent.named().put(each.id(), lent(vault, each));
                }
            }
            for (UpstreamName upstream : upstreams(vault)) {
                lent.newest()
                        .put(upstream, lent(vault, vault.newestFor(upstream).orElseThrow()));
            }
            return lent;
        } catch (VaultException e) {
            lent.close();
            throw e;
        }
    }

    private static LentSecret lent(Vault vault, Credential credential) throws VaultException {
        return new LentSecret(credential, vault.reveal(credential.id()));
    }

    private List<UpstreamName> upstreams(Vault vault) {
        return vault.credentials().stream()
                .map(credential -> credential.id().upstream())
                .filter(upstream -> !upstream.equals(UpstreamName.OWN))
                .filter(upstream ->
                        byName.stream().noneMatch(id -> id.upstream().equals(upstream)))
                .distinct()
                .toList();
    }

    @Override
    public Optional<LentSecret> credentialFor(UpstreamName upstream) {
        return Optional.ofNullable(current.newest().get(upstream));
    }

    @Override
    public Optional<LentSecret> credential(CredentialId id) {
        return Optional.ofNullable(current.named().get(id));
    }

    @Override
    public synchronized void close() {
        retired.close();
        current.close();
        retired = Lent.NOTHING;
        current = Lent.NOTHING;
    }
}
