package dev.fishnet.proxy;

import dev.fishnet.upstream.Upstream;

/** What becomes of a request, told from its head. */
sealed interface Verdict {
    /** Answered by the gateway itself. */
    record Health() implements Verdict {}

    /**
     * Passed on.
     *
     * @param target path and query as the upstream is to see them
     */
    record Forward(Upstream upstream, String target) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}
}
