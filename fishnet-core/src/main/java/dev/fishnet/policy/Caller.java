package dev.fishnet.policy;

/** Who is calling. */
public sealed interface Caller {
    /** One of the configuration's agents. */
    record Known(AgentName agent) implements Caller {}

    /** Nobody the configuration knows, or somebody who passes for another. */
    record Refused(Decision.Denied why) implements Caller {}
}
