package dev.fishnet.policy;

import java.util.List;
import java.util.Optional;

/**
 * Endpoints that may be called. What is blocked stays blocked, whatever else allows it, and in every spelling that a
 * server could take for it; what is allowed is allowed as it is written.
 *
 * @param allowed any of these may be called; an empty list narrows nothing
 */
public record EndpointRules(List<EndpointRule> allowed, List<EndpointRule> blocked) {
    public static final EndpointRules ANY = new EndpointRules(List.of(), List.of());

    public EndpointRules {
        allowed = List.copyOf(allowed);
        blocked = List.copyOf(blocked);
    }

    /**
     * Why a request is refused, or empty where it is not: {@link DenialCode#ENDPOINT_BLOCKED} or
     * {@link DenialCode#ENDPOINT_NOT_ALLOWED}. The path is canonical.
     */
    public Optional<DenialCode> judge(String method, String path) {
        return allowed.isEmpty() && blocked.isEmpty() ? Optional.empty() : judge(method, new RequestPath(path));
    }

    private Optional<DenialCode> judge(String method, RequestPath path) {
        for (EndpointRule rule : blocked) {
            if (rule.couldMatch(method, path)) {
                return Optional.of(DenialCode.ENDPOINT_BLOCKED);
            }
        }
        for (EndpointRule rule : allowed) {
            if (rule.matches(method, path)) {
                return Optional.empty();
            }
        }
        return allowed.isEmpty() ? Optional.empty() : Optional.of(DenialCode.ENDPOINT_NOT_ALLOWED);
    }
}
