package dev.fishnet.audit.replay;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.Judged;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.Tier;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Entries and their parts with one thing in them changed. */
final class Altered {
    private Altered() {}

    static boolean costly(Intent e) {
        return e.judged().prompt().isPresent()
                && e.judged().prompt().get().facts().tier() == Tier.STANDARD
                && e.judged().prompt().get().facts().inputTokens().orElse(0) > 1000
                && e.judged().money().isPresent();
    }

    static boolean ofPolicy(Denied e) {
        return e.code() != DenialCode.BODY_REFUSED;
    }

    static Intent asking(Intent e, Asked asked) {
        return new Intent(e.at(), asked, e.judged(), e.credential());
    }

    static Intent judging(Intent e, UnaryOperator<Judged> change) {
        return new Intent(e.at(), e.asked(), change.apply(e.judged()), e.credential());
    }

    static Denied judging(Denied e, UnaryOperator<Judged> change) {
        return new Denied(e.at(), e.asked(), e.judged().map(change), e.code(), e.reason());
    }

    static Intent prompting(Intent e, UnaryOperator<Judged.Prompt> change) {
        return costly(e) ? judging(e, j -> prompt(j, j.prompt().map(change))) : e;
    }

    static Asked path(Asked asked, String path) {
        return new Asked(
                asked.uid(), asked.agent(), asked.upstream(), asked.method(), path, asked.meant(), asked.hash());
    }

    static Asked agent(Asked asked) {
        return new Asked(
                asked.uid(),
                Optional.of(new AgentName("nobody")),
                asked.upstream(),
                asked.method(),
                asked.path(),
                asked.meant(),
                asked.hash());
    }

    static Asked meaning(Asked asked) {
        return new Asked(
                asked.uid(),
                asked.agent(),
                asked.upstream(),
                asked.method(),
                asked.path(),
                Optional.of("DELETE"),
                asked.hash());
    }

    static Judged rules(Judged j, List<RuleId> rules) {
        return new Judged(j.policy(), j.delay(), rules, j.prompt(), j.trade(), j.money());
    }

    static Judged waiting(Judged j, int seconds) {
        Optional<Duration> delay = seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        return new Judged(j.policy(), delay, j.rules(), j.prompt(), j.trade(), j.money());
    }

    static Judged under(Judged j, String policy) {
        return new Judged(policy, j.delay(), j.rules(), j.prompt(), j.trade(), j.money());
    }

    static Judged prompt(Judged j, Optional<Judged.Prompt> prompt) {
        return new Judged(j.policy(), j.delay(), j.rules(), prompt, j.trade(), j.money());
    }

    static Judged money(Judged j, Optional<Judged.Money> money) {
        return new Judged(j.policy(), j.delay(), j.rules(), j.prompt(), j.trade(), money);
    }

    static Judged order(Judged j, String body) {
        return new Judged(
                j.policy(),
                j.delay(),
                j.rules(),
                j.prompt(),
                j.trade().map(t -> new Judged.Trade(t.query(), t.contentType(), body, t.price())),
                j.money());
    }

    static Reservation reserved(Held held, MicroUsd most) {
        Reservation old = held.reservation();
        SpendClaim claim = old.claim();
        return new Reservation(
                old.id(), new SpendClaim(claim.agent(), claim.upstream(), claim.what(), most), old.day());
    }

    static PromptFacts model(PromptFacts f, Optional<String> model) {
        return facts(f, model, f.inputTokens());
    }

    static PromptFacts tokens(PromptFacts f, long tokens) {
        return facts(f, f.model(), OptionalLong.of(tokens));
    }

    static PromptFacts facts(PromptFacts f, Optional<String> model, OptionalLong tokens) {
        return new PromptFacts(
                f.api(),
                model,
                f.streamed(),
                tokens,
                f.outputTokens(),
                f.answers(),
                f.tier(),
                f.characters(),
                f.digest(),
                f.secrets(),
                f.unpriced(),
                List.of(),
                List.of());
    }

    static Outcome costing(Outcome o, Optional<MicroUsd> cost) {
        return new Outcome(o.at(), o.intent(), o.ending(), o.status(), o.usage(), cost, o.failure(), o.took());
    }

    static Outcome taking(Outcome o, Usage usage) {
        return new Outcome(
                o.at(), o.intent(), o.ending(), o.status(), Optional.of(usage), o.cost(), o.failure(), o.took());
    }

    static Credential otherCredential() {
        return new Credential(
                new CredentialId(new UpstreamName("other"), new CredentialName("main")), Instant.EPOCH, 1);
    }
}
