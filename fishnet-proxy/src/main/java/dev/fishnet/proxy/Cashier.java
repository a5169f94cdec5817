package dev.fishnet.proxy;

import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.proxy.money.Tab;
import dev.fishnet.proxy.money.TokenTerms;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.upstream.UpstreamName;
import java.util.Optional;

/** Has the money of one request held before it is sent. */
final class Cashier {
    private final Call call;
    private final Court court;

    /** What became of it. */
    sealed interface Outcome {
        record Held(Clearance clearance) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    Cashier(Call call, Court court) {
        this.call = call;
        this.court = court;
    }

    /**
     * By the caps of this moment: a body may come minutes after its head, and a cap that was lowered meanwhile holds.
     */
    Outcome hold(PromptFacts facts, SentBody sent) {
        RequestHead head = call.head();
        Policy now = court.rules().policy();
        AgentPolicy agent = now.agents().get(head.agent());
        if (agent == null) {
            call.file().judgedAgain(now.id());
            return new Outcome.Refused(removed());
        }
        String model = facts.model().orElseThrow();
        SpendClaim claim = new SpendClaim(
                head.agent(), head.upstream(), model, call.rules().engine().worstCase(facts));
        ReservationOutcome outcome = court.reserve(claim, agent.caps(), now.caps());
        call.file().money(claim, outcome);
        return answer(facts, sent, outcome);
    }

    private static Refusal removed() {
        return Refusal.of(
                DenialCode.CALLER_UNKNOWN,
                "The operator has taken this agent out of the configuration since the request began.");
    }

    private Outcome answer(PromptFacts facts, SentBody sent, ReservationOutcome outcome) {
        Optional<Tab> tab = outcome instanceof ReservationOutcome.Held held
                ? Optional.of(tab(
                        held.reservation(),
                        call.rules().priceOf(held.reservation().claim().what())))
                : Optional.empty();
        return switch (decision(outcome)) {
            case Decision.Allowed allowed ->
                new Outcome.Held(new Clearance(
                        tab, new PassedOn(sent), !facts.accounting().isEmpty()));
            case Decision.Denied denied -> {
                tab.ifPresent(open -> open.close(Optional.empty()));
                yield new Outcome.Refused(new Refusal(denied));
            }
        };
    }

    /** A fault of ours refuses, so that the money is given back. */
    private Decision decision(ReservationOutcome outcome) {
        try {
            return court.allowedBy(
                    call, court.heard(call.head(), call.rules().engine().byMoney(call.head(), outcome)));
        } catch (RuntimeException e) {
            court.failures().failed(UpstreamName.OWN, "judge", e.getClass().getName());
            return Decision.Denied.of(DenialCode.BOOKS_UNAVAILABLE, "The gateway could not judge what this may cost.");
        }
    }

    private Tab tab(Reservation held, Optional<ModelPrice> price) {
        return new Tab(
                court.books(),
                call.head(),
                held,
                new TokenTerms(
                        call.upstream().name(),
                        usage -> price.map(p -> p.cost(usage))
                                .orElse(held.claim().atMost())));
    }
}
