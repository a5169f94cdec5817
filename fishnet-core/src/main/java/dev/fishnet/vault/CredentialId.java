package dev.fishnet.vault;

import dev.fishnet.upstream.UpstreamName;
import java.util.Comparator;

/** A credential's place in the vault, taken at most once. Ordered by upstream, then name. */
public record CredentialId(UpstreamName upstream, CredentialName name) implements Comparable<CredentialId> {
    private static final Comparator<CredentialId> ORDER =
            Comparator.comparing(CredentialId::upstream).thenComparing(CredentialId::name);

    @Override
    public int compareTo(CredentialId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return upstream + ":" + name;
    }
}
