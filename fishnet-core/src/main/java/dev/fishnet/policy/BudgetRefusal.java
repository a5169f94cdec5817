package dev.fishnet.policy;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an agent is told whose request could cost more than is left. Waiting takes hours, so it is no 429. */
final class BudgetRefusal {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private BudgetRefusal() {}

    static Decision of(AgentName agent, ReservationOutcome.Refused refused) {
        return new Decision.Denied(
                DenialCode.BUDGET_EXCEEDED,
                "The request could cost up to " + refused.wanted() + ", and of the " + budget(agent, refused) + " "
                        + refused.used() + " are spent or held; it begins anew at " + UTC.format(refused.resets())
                        + ". " + help(refused.cap().minus(refused.used())),
                Optional.empty(),
                List.of(new Concern(
                        AlertKind.BUDGET_EXCEEDED, "a request was refused for the " + budget(agent, refused))));
    }

    private static String budget(AgentName agent, ReservationOutcome.Refused refused) {
        return switch (refused.scope()) {
            case AGENT_DAY -> "daily budget of " + agent + " (" + refused.cap() + ")";
            case AGENT_MONTH -> "monthly budget of " + agent + " (" + refused.cap() + ")";
            case TOTAL_DAY -> "daily budget of all agents (" + refused.cap() + ")";
            case TOTAL_MONTH -> "monthly budget of all agents (" + refused.cap() + ")";
        };
    }

    private static String help(MicroUsd left) {
        return left.equals(MicroUsd.ZERO)
                ? "Nothing that costs money fits until then."
                : "A request that can cost at most " + left
                        + " would fit: limit the answer (max_tokens, max_completion_tokens or max_output_tokens), shorten"
                        + " the prompt or use a cheaper model.";
    }
}
