package dev.fishnet.policy;

import dev.fishnet.upstream.UpstreamName;

/**
 * What policy knows of a request before its body.
 *
 * @param path below the upstream's base, canonical, without the query, for example {@code /v1/chat/completions}
 */
public record RequestHead(AgentName agent, UpstreamName upstream, String method, String path) {}
