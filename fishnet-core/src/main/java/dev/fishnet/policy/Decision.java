package dev.fishnet.policy;

/** What policy said of a request, and which rule said it. */
public sealed interface Decision {
    record Allowed(RuleId rule) implements Decision {}

    /**
     * The request goes no further.
     *
     * @param reason a sentence for whoever wrote the agent: what was refused and what would be accepted
     */
    record Denied(RuleId rule, String reason) implements Decision {}
}
