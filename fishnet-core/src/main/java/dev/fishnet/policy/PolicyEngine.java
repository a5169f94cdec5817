package dev.fishnet.policy;

import dev.fishnet.llm.PromptFacts;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides about requests: facts in, a decision out. It has no state and asks nobody, so the same facts under the same
 * policy always get the same decision and a log can be replayed.
 */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class PolicyEngine {
    public PolicyEngine(Policy policy) {
        throw new UnsupportedOperationException("rules");
    }

    /**
     * By the head: is the upstream this agent's, is there room in its rate, may the endpoint be called?
     *
     * @param wait what {@link RateLimiter#take} said
     */
    public Decision byHead(RequestHead head, Optional<Duration> wait) {
        throw new UnsupportedOperationException("rules");
    }

    /** The rate that holds for this agent there: its own, or else the upstream's. */
    public Optional<RateLimit> rateLimit(AgentName agent, UpstreamName upstream) {
        throw new UnsupportedOperationException("rules");
    }

    /**
     * By the body: is the model allowed and its price known, do the guards let it pass?
     *
     * @param baseline the digest this agent's prompts there are held to; empty when there is none yet
     */
    public Decision byPrompt(RequestHead head, PromptFacts prompt, Optional<String> baseline) {
        throw new UnsupportedOperationException("rules");
    }

    /** What an allowed request can cost at most; nothing, for one that costs nothing. */
    public MicroUsd worstCase(PromptFacts prompt) {
        throw new UnsupportedOperationException("rules");
    }

    /** By the money. */
    public Decision byMoney(RequestHead head, ReservationOutcome outcome) {
        throw new UnsupportedOperationException("rules");
    }
}
