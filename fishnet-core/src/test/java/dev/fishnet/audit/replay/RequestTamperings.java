package dev.fishnet.audit.replay;

import static dev.fishnet.audit.replay.Altered.agent;
import static dev.fishnet.audit.replay.Altered.asking;
import static dev.fishnet.audit.replay.Altered.costly;
import static dev.fishnet.audit.replay.Altered.judging;
import static dev.fishnet.audit.replay.Altered.meaning;
import static dev.fishnet.audit.replay.Altered.model;
import static dev.fishnet.audit.replay.Altered.ofPolicy;
import static dev.fishnet.audit.replay.Altered.order;
import static dev.fishnet.audit.replay.Altered.otherCredential;
import static dev.fishnet.audit.replay.Altered.path;
import static dev.fishnet.audit.replay.Altered.prompt;
import static dev.fishnet.audit.replay.Altered.prompting;
import static dev.fishnet.audit.replay.Altered.rules;
import static dev.fishnet.audit.replay.Altered.tokens;
import static dev.fishnet.audit.replay.Altered.under;
import static dev.fishnet.audit.replay.Altered.waiting;
import static dev.fishnet.audit.replay.Tampering.denied;
import static dev.fishnet.audit.replay.Tampering.intent;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be changed in entries so that another request seems to have been judged, or in another way. */
final class RequestTamperings {
    private RequestTamperings() {}

    static Stream<Tampering> intents() {
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

    static Stream<Tampering> denials() {
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

    static Stream<Tampering> others() {
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
}
