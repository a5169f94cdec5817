package dev.fishnet.policy;

import dev.fishnet.spend.Caps;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.user.UserName;
import java.util.Map;
import java.util.Optional;

/**
 * What one agent may do.
 *
 * @param user the account it runs as; empty when it is known by a token alone
 * @param access the upstreams it may use, each with what is narrower than the upstream's own rules
 */
public record AgentPolicy(AgentName name, Optional<UserName> user, Map<UpstreamName, Access> access, Caps caps) {
    public AgentPolicy {
        access = Map.copyOf(access);
    }
}
