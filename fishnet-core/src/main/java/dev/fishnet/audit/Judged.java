package dev.fishnet.audit;

import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a request was judged by: enough to judge it again.
 *
 * @param policy the id of the policy in force ({@link dev.fishnet.policy.Policy#id})
 * @param delay what the rate limit said; empty when there was room
 * @param rules those that allowed it, in the order they were asked
 * @param prompt what its body says; empty when it was not read for that
 * @param trade what it asks of Binance
 * @param money what was to be held for it
 */
public record Judged(
        String policy,
        Optional<Duration> delay,
        List<RuleId> rules,
        Optional<Prompt> prompt,
        Optional<Trade> trade,
        Optional<Money> money) {
    public Judged {
        rules = List.copyOf(rules);
    }

    /**
     * A prompt's facts.
     *
     * @param facts without edits, which are left out of whatever is given
     * @param baseline what the agent's prompts there were held to
     */
    public record Prompt(PromptFacts facts, Optional<String> baseline) {
        public Prompt {
            facts = facts.withoutEdits();
        }
    }

    /**
     * A request to Binance, as it was judged.
     *
     * @param query behind the question mark
     * @param contentType of the body
     * @param body as ISO 8859-1
     * @param price Binance's answer to the question for the price, where one was asked; empty inside when it gave none
     */
    public record Trade(
            Optional<String> query, Optional<String> contentType, String body, Optional<Optional<String>> price) {}

    /**
     * What was to be held, and what became of it.
     *
     * @param outcome of this claim
     */
    public record Money(SpendClaim claim, ReservationOutcome outcome) {
        public Money {
            requireOutcomeOf(claim, outcome);
        }

        private static void requireOutcomeOf(SpendClaim claim, ReservationOutcome outcome) {
            if (outcome instanceof ReservationOutcome.Held held
                    && !held.reservation().claim().equals(claim)) {
                throw new IllegalArgumentException("what is held was held for another claim");
            }
        }
    }
}
