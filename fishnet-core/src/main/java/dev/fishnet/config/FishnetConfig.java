package dev.fishnet.config;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.upstream.Upstream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that {@code fishnet.toml} and the environment can set, every default filled in.
 *
 * @param host the loopback address to listen on; 127.0.0.1 and localhost mean both IP families
 * @param port the TCP port to listen on
 * @param extraCaCerts a PEM file of certificate authorities to trust beside the system's, for TLS to upstreams
 * @param alerts the kinds that are told of
 * @param settings all of this as the one text that the log has
 */
public record FishnetConfig(
        String host,
        int port,
        Optional<String> extraCaCerts,
        HttpSettings http,
        Set<AlertKind> alerts,
        AuditSettings audit,
        FirewallDefaults firewall,
        Policy policy,
        Settings settings) {
    public FishnetConfig {
        alerts = Set.copyOf(alerts);
    }

    /** What holds without a file and without variables. */
    public static FishnetConfig defaults() {
        return Reading.of(Document.EMPTY, name -> Optional.empty()).config().orElseThrow();
    }

    /** The upstreams that the gateway leads to, by their names. */
    public List<Upstream> upstreams() {
        return policy.upstreams().values().stream()
                .map(UpstreamPolicy::upstream)
                .sorted(Comparator.comparing(Upstream::name))
                .toList();
    }
}
