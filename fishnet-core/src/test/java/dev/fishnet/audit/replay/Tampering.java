package dev.fishnet.audit.replay;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.Judged;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A change to an entry that somebody could want to go unnoticed.
 *
 * @param what the difference that is to be told
 */
record Tampering(String name, String what, Function<AuditEntry, Optional<AuditEntry>> changing) {
    static Stream<Tampering> all() {
        return Stream.of(intents(), held(), denials(), refusals(), outcomes(), others())
                .flatMap(each -> each);
    }

    Optional<AuditEntry> change(AuditEntry entry) {
        return changing.apply(entry).filter(changed -> !changed.equals(entry));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<Tampering> intents() {
        return Stream.of(
                intent("another endpoint", "decision", e -> asking(e, path(e.asked(), "/v1/fine_tuning/jobs"))),
                intent("another agent", "decision", e -> asking(e, agent(e.asked()))),
                intent("a method in the query", "decision", e -> costly(e) ? asking(e, meaning(e.asked())) : e),
                intent(
                        "another rule",
                        "rules",
                        e -> judging(e, j -> rules(j, List.of(new RuleId("any"), new RuleId("x"))))),
                intent("no rule", "rules", e -> judging(e, j -> rules(j, List.of()))),
                intent("a wait", "decision", e -> judging(e, j -> waiting(j, 1))),
                intent("settings that never were", "policy", e -> judging(e, j -> under(j, "0".repeat(64)))),
                intent(
                        "no facts of the prompt",
                        "decision",
                        e -> costly(e) ? judging(e, j -> prompt(j, Optional.empty())) : e),
                intent(
                        "no model",
                        "decision",
                        e -> prompting(e, p -> new Judged.Prompt(model(p.facts(), Optional.empty()), p.baseline()))),
                intent(
                        "an unknown model",
                        "decision",
                        e -> prompting(e, p -> new Judged.Prompt(model(p.facts(), Optional.of("o9")), p.baseline()))),
                intent(
                        "another model",
                        "claim",
                        e -> prompting(
                                e, p -> new Judged.Prompt(model(p.facts(), Optional.of("gpt-5.5-pro")), p.baseline()))),
                intent(
                        "a shorter prompt",
                        "claim",
                        e -> prompting(e, p -> new Judged.Prompt(tokens(p.facts(), 1), p.baseline()))),
                intent(
                        "another baseline",
                        "decision",
                        e -> prompting(e, p -> new Judged.Prompt(p.facts(), Optional.of("d9")))),
                intent(
                        "another upstream's credential",
                        "credential",
                        e -> new Intent(e.at(), e.asked(), e.judged(), Optional.of(otherCredential()))),
                intent(
                        "another order",
                        "claim",
                        e -> e.judged().trade().isPresent()
                                        && e.judged().money().isPresent()
                                ? judging(e, j -> order(j, "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=7"))
                                : e),
                intent(
                        "a withdrawal",
                        "decision",
                        e -> e.judged().trade().isPresent()
                                ? asking(e, path(e.asked(), "/sapi/v1/capital/withdraw/apply"))
                                : e));
    }

    private static Stream<Tampering> held() {
        return Stream.of(
                intent(
                        "no money",
                        "decision",
                        e -> e.judged().money().isPresent() ? judging(e, j -> money(j, Optional.empty())) : e),
                holding(
                        "less money",
                        "claim",
                        h -> new Held(
                                reserved(
                                        h,
                                        new MicroUsd(
                                                h.reservation().claim().atMost().value() - 1)),
                                h.percentUsed())),
                holding("more percent than there are", "percent", h -> new Held(h.reservation(), 101)),
                holding(
                        "another day",
                        "day",
                        h -> new Held(
                                new Reservation(
                                        1,
                                        h.reservation().claim(),
                                        h.reservation().day().minusDays(9)),
                                h.percentUsed())),
                holding(
                        "a refusal",
                        "decision",
                        h -> new Refused(
                                ReservationOutcome.Scope.AGENT_DAY,
                                new MicroUsd(2_000_000),
                                new MicroUsd(2_000_000),
                                h.reservation().claim().atMost(),
                                Instant.parse("2026-11-23T00:00:00Z"))));
    }

    private static Stream<Tampering> denials() {
        return Stream.of(
                denied(
                        "another code",
                        "code",
                        e -> e.code() == DenialCode.NO_ROUTE || !ofPolicy(e)
                                ? e
                                : new Denied(e.at(), e.asked(), e.judged(), DenialCode.NO_ROUTE, e.reason())),
                denied(
                        "another reason",
                        "reason",
                        e -> ofPolicy(e) ? new Denied(e.at(), e.asked(), e.judged(), e.code(), "Because.") : e),
                denied(
                        "nothing it was judged by",
                        "decision",
                        e -> ofPolicy(e) ? new Denied(e.at(), e.asked(), Optional.empty(), e.code(), e.reason()) : e),
                denied(
                        "a good path",
                        "decision",
                        e -> e.code() == DenialCode.ENDPOINT_BLOCKED
                                        && e.asked().meant().isEmpty()
                                ? new Denied(e.at(), path(e.asked(), "/repos/o/r"), e.judged(), e.code(), e.reason())
                                : e),
                denied(
                        "no wait",
                        "decision",
                        e -> e.code() == DenialCode.RATE_LIMIT_EXCEEDED
                                        && e.asked().path().equals("/v1/models")
                                ? judging(e, j -> waiting(j, 0))
                                : e),
                denied(
                        "a long wait",
                        "wait",
                        e -> e.code() == DenialCode.RATE_LIMIT_EXCEEDED ? judging(e, j -> waiting(j, 3600)) : e),
                denied(
                        "the right prompt",
                        "decision",
                        e -> e.code() == DenialCode.PROMPT_DRIFT
                                ? judging(
                                        e,
                                        j -> prompt(
                                                j,
                                                j.prompt()
                                                        .map(p -> new Judged.Prompt(
                                                                p.facts(),
                                                                p.facts().digest()))))
                                : e));
    }

    private static Stream<Tampering> refusals() {
        return Stream.of(
                refusal(
                        "another cap",
                        "cap",
                        r -> new Refused(
                                r.scope(), new MicroUsd(r.cap().value() - 1), r.used(), r.wanted(), r.resets())),
                refusal(
                        "less used",
                        "budget",
                        r -> r.wanted().compareTo(r.cap()) > 0
                                ? r
                                : new Refused(r.scope(), r.cap(), MicroUsd.ZERO, r.wanted(), r.resets())),
                refusal(
                        "more wanted",
                        "wanted",
                        r -> new Refused(
                                r.scope(), r.cap(), r.used(), r.wanted().plus(r.wanted()), r.resets())),
                refusal(
                        "another end",
                        "resets",
                        r -> new Refused(
                                r.scope(),
                                r.cap(),
                                r.used(),
                                r.wanted(),
                                r.resets().plusSeconds(1))));
    }

    private static Stream<Tampering> outcomes() {
        return Stream.of(
                outcome(
                        "a lower cost",
                        o -> o.cost()
                                .filter(c -> c.value() > 0)
                                .map(c -> costing(o, Optional.of(new MicroUsd(c.value() - 1))))),
                outcome("a higher cost", o -> o.cost().map(c -> costing(o, Optional.of(new MicroUsd(c.value() + 1))))),
                outcome("no cost", o -> o.usage().map(u -> costing(o, Optional.empty()))),
                outcome(
                        "a cost of nothing",
                        o -> isGood(o) ? Optional.of(costing(o, Optional.of(MicroUsd.ZERO))) : Optional.empty()),
                outcome(
                        "more tokens",
                        o -> o.usage()
                                .map(u -> taking(o, new Usage(u.input() + 1000, 0, 0, 0, u.output(), u.tier())))));
    }

    private static Stream<Tampering> others() {
        return Stream.of(
                new Tampering(
                        "other settings",
                        "policy",
                        e -> e instanceof AuditEntry.PolicyInForce p
                                ? Optional.of(new AuditEntry.PolicyInForce(
                                        p.at(), p.policy(), p.settings().replace("3", "4"), p.prices()))
                                : Optional.empty()),
                new Tampering(
                        "other prices",
                        "prices",
                        e -> e instanceof AuditEntry.Prices p
                                ? Optional.of(new AuditEntry.Prices(
                                        p.at(), p.prices(), p.table().replace("gpt-5,1.25", "gpt-5,0.25")))
                                : Optional.empty()));
    }

    /** The first intent that money is held for. */
    static int firstHeld(List<AuditEntry> log) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i) instanceof Intent intent && costly(intent) && isDear(intent)) {
                return i;
            }
        }
        throw new AssertionError("nothing is held");
    }

    private static boolean isDear(Intent intent) {
        return intent.judged().money().orElseThrow().claim().atMost().value() > 20_000;
    }

    /** Nobody said what it cost. */
    static Outcome kept(AuditEntry intent, long index) {
        return new Outcome(
                intent.at(),
                index,
                Ending.ANSWERED,
                OptionalInt.of(200),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    static Denied withoutJudgement(DenialCode code) {
        Asked asked = new Asked(
                OptionalLong.of(1),
                Optional.empty(),
                Optional.empty(),
                "GET",
                "/x",
                Optional.empty(),
                Optional.empty());
        return new Denied(Instant.EPOCH, asked, Optional.empty(), code, "Why.");
    }

    /** As the gateway writes it when paths and the name of a model look like secrets. */
    static AuditEntry withoutItsSecrets(AuditEntry entry) {
        return switch (entry) {
            case Intent e ->
                isAtGithub(e.asked()) ? asking(e, path(e.asked(), "/repos/…")) : judging(e, Tampering::nameless);
            case Denied e -> withoutItsSecrets(e);
            default -> entry;
        };
    }

    private static Denied withoutItsSecrets(Denied e) {
        return isAtGithub(e.asked())
                ? new Denied(e.at(), path(e.asked(), "/repos/…"), e.judged(), e.code(), e.reason())
                : new Denied(
                        e.at(),
                        e.asked(),
                        e.judged().map(Tampering::nameless),
                        e.code(),
                        e.reason().replace("gpt-4o", "…"));
    }

    private static boolean isAtGithub(Asked asked) {
        return asked.upstream().orElseThrow().value().equals("custom.github");
    }

    private static Judged nameless(Judged judged) {
        boolean named = judged.prompt()
                .flatMap(each -> each.facts().model())
                .filter("gpt-4o"::equals)
                .isPresent();
        if (!named) {
            return judged;
        }
        Judged changed = prompt(
                judged, judged.prompt().map(p -> new Judged.Prompt(model(p.facts(), Optional.of("…")), p.baseline())));
        return money(changed, judged.money().map(m -> {
            SpendClaim claim = new SpendClaim(
                    m.claim().agent(), m.claim().upstream(), "…", m.claim().atMost());
            return new Judged.Money(
                    claim,
                    m.outcome() instanceof Held h
                            ? new Held(
                                    new Reservation(
                                            h.reservation().id(),
                                            claim,
                                            h.reservation().day()),
                                    h.percentUsed())
                            : m.outcome());
        }));
    }

    private static Tampering intent(String name, String what, UnaryOperator<Intent> change) {
        return new Tampering(
                "intent: " + name,
                what,
                entry -> entry instanceof Intent e ? Optional.of(change.apply(e)) : Optional.empty());
    }

    private static Tampering holding(String name, String what, Function<Held, ReservationOutcome> change) {
        return intent(
                name,
                what,
                e -> costly(e)
                        ? judging(e, j -> money(j, j.money().map(m -> changed(m, change.apply((Held) m.outcome())))))
                        : e);
    }

    private static Judged.Money changed(Judged.Money money, ReservationOutcome outcome) {
        return new Judged.Money(
                outcome instanceof Held held ? held.reservation().claim() : money.claim(), outcome);
    }

    private static Tampering denied(String name, String what, UnaryOperator<Denied> change) {
        return new Tampering(
                "denial: " + name,
                what,
                entry -> entry instanceof Denied e ? Optional.of(change.apply(e)) : Optional.empty());
    }

    private static Tampering refusal(String name, String what, UnaryOperator<Refused> change) {
        return denied(
                "budget, " + name,
                what,
                e -> judging(
                        e,
                        j -> money(
                                j,
                                j.money()
                                        .map(m -> m.outcome() instanceof Refused r
                                                ? new Judged.Money(m.claim(), change.apply(r))
                                                : m))));
    }

    private static Tampering outcome(String name, Function<Outcome, Optional<AuditEntry>> change) {
        return new Tampering(
                "outcome: " + name, "cost", entry -> entry instanceof Outcome o ? change.apply(o) : Optional.empty());
    }

    private static boolean costly(Intent e) {
        return e.judged().prompt().isPresent()
                && e.judged().prompt().get().facts().tier() == Tier.STANDARD
                && e.judged().prompt().get().facts().inputTokens().orElse(0) > 1000
                && e.judged().money().isPresent();
    }

    private static boolean ofPolicy(Denied e) {
        return e.code() != DenialCode.BODY_REFUSED;
    }

    private static boolean isGood(Outcome o) {
        return o.status().orElse(0) < 300
                && o.ending() == Ending.ANSWERED
                && o.usage().isPresent();
    }

    private static Intent asking(Intent e, Asked asked) {
        return new Intent(e.at(), asked, e.judged(), e.credential());
    }

    private static Intent judging(Intent e, UnaryOperator<Judged> change) {
        return new Intent(e.at(), e.asked(), change.apply(e.judged()), e.credential());
    }

    private static Denied judging(Denied e, UnaryOperator<Judged> change) {
        return new Denied(e.at(), e.asked(), e.judged().map(change), e.code(), e.reason());
    }

    private static Intent prompting(Intent e, UnaryOperator<Judged.Prompt> change) {
        return costly(e) ? judging(e, j -> prompt(j, j.prompt().map(change))) : e;
    }

    private static Asked path(Asked asked, String path) {
        return new Asked(
                asked.uid(), asked.agent(), asked.upstream(), asked.method(), path, asked.meant(), asked.hash());
    }

    private static Asked agent(Asked asked) {
        return new Asked(
                asked.uid(),
                Optional.of(new AgentName("nobody")),
                asked.upstream(),
                asked.method(),
                asked.path(),
                asked.meant(),
                asked.hash());
    }

    private static Asked meaning(Asked asked) {
        return new Asked(
                asked.uid(),
                asked.agent(),
                asked.upstream(),
                asked.method(),
                asked.path(),
                Optional.of("DELETE"),
                asked.hash());
    }

    private static Judged rules(Judged j, List<RuleId> rules) {
        return new Judged(j.policy(), j.delay(), rules, j.prompt(), j.trade(), j.money());
    }

    private static Judged waiting(Judged j, int seconds) {
        Optional<Duration> delay = seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        return new Judged(j.policy(), delay, j.rules(), j.prompt(), j.trade(), j.money());
    }

    private static Judged under(Judged j, String policy) {
        return new Judged(policy, j.delay(), j.rules(), j.prompt(), j.trade(), j.money());
    }

    private static Judged prompt(Judged j, Optional<Judged.Prompt> prompt) {
        return new Judged(j.policy(), j.delay(), j.rules(), prompt, j.trade(), j.money());
    }

    private static Judged money(Judged j, Optional<Judged.Money> money) {
        return new Judged(j.policy(), j.delay(), j.rules(), j.prompt(), j.trade(), money);
    }

    private static Judged order(Judged j, String body) {
        return new Judged(
                j.policy(),
                j.delay(),
                j.rules(),
                j.prompt(),
                j.trade().map(t -> new Judged.Trade(t.query(), t.contentType(), body, t.price())),
                j.money());
    }

    private static Reservation reserved(Held held, MicroUsd most) {
        Reservation old = held.reservation();
        SpendClaim claim = old.claim();
        return new Reservation(
                old.id(), new SpendClaim(claim.agent(), claim.upstream(), claim.what(), most), old.day());
    }

    private static PromptFacts model(PromptFacts f, Optional<String> model) {
        return facts(f, model, f.inputTokens());
    }

    private static PromptFacts tokens(PromptFacts f, long tokens) {
        return facts(f, f.model(), OptionalLong.of(tokens));
    }

    private static PromptFacts facts(PromptFacts f, Optional<String> model, OptionalLong tokens) {
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

    private static Outcome costing(Outcome o, Optional<MicroUsd> cost) {
        return new Outcome(o.at(), o.intent(), o.ending(), o.status(), o.usage(), cost, o.failure(), o.took());
    }

    private static Outcome taking(Outcome o, Usage usage) {
        return new Outcome(
                o.at(), o.intent(), o.ending(), o.status(), Optional.of(usage), o.cost(), o.failure(), o.took());
    }

    private static Credential otherCredential() {
        return new Credential(
                new CredentialId(new UpstreamName("other"), new CredentialName("main")), Instant.EPOCH, 1);
    }
}
