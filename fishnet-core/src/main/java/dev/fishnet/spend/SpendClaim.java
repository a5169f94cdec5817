package dev.fishnet.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.upstream.UpstreamName;

/**
 * Money that a request may cost at most.
 *
 * @param what the model, or what else costs money there
 */
public record SpendClaim(AgentName agent, UpstreamName upstream, String what, MicroUsd atMost) {}
