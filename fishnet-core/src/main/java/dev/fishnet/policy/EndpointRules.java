package dev.fishnet.policy;

import java.util.List;

/**
 * Endpoints that may be called. What is blocked stays blocked, whatever else allows it.
 *
 * @param allowed any of these may be called; an empty list narrows nothing
 */
public record EndpointRules(List<EndpointRule> allowed, List<EndpointRule> blocked) {
    public static final EndpointRules ANY = new EndpointRules(List.of(), List.of());

    public EndpointRules {
        allowed = List.copyOf(allowed);
        blocked = List.copyOf(blocked);
    }
}
