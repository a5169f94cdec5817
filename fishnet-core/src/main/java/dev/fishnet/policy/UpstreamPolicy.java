package dev.fishnet.policy;

import dev.fishnet.upstream.Upstream;

/** An upstream, and what any agent may ask of it at most. */
public record UpstreamPolicy(Upstream upstream, Access access) {}
