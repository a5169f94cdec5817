package dev.fishnet.audit.replay;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.Judged;
import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.binance.BinanceVerdict;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.upstream.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** One request, judged again by what the log says of it, in the order in which the gateway asks. */
final class Retrial {
    /** As the gateway calls what it holds for an order. */
    private static final String ORDERS = "orders";

    private final Rules rules;
    private final RequestHead head;
    private final Asked asked;
    private final Judged judged;
    private final Findings findings;
    private final List<RuleId> said = new ArrayList<>();

    Retrial(Rules rules, RequestHead head, Asked asked, Judged judged, Findings findings) {
        this.rules = rules;
        this.head = head;
        this.asked = asked;
        this.judged = judged;
        this.findings = findings;
    }

    Verdict verdict() {
        return after(rules.engine().byHead(head, judged.delay()), this::asMeant);
    }

    /** The next question, where this one has not refused the request. */
    private Verdict after(Decision decision, Function<RuleId, Verdict> next) {
        return switch (decision) {
            case Decision.Denied denied -> new Verdict.Refused(denied.code(), denied.reason());
            case Decision.Allowed allowed -> next.apply(allowed.rule());
        };
    }

    private Verdict asMeant(RuleId rule) {
        said.add(rule);
        if (asked.meant().isEmpty()) {
            return byContent();
        }
        RequestHead meant =
                new RequestHead(head.agent(), head.upstream(), asked.meant().get(), head.path());
        return after(rules.engine().byHead(meant, Optional.empty()), another -> byContent());
    }

    private Verdict byContent() {
        Dialect dialect = Objects.requireNonNull(rules.policy().upstreams().get(head.upstream()))
                .upstream()
                .dialect();
        if (dialect == Dialect.BINANCE) {
            return rules.desk()
                    .flatMap(desk -> judged.trade().map(trade -> byTrade(desk, trade)))
                    .orElseGet(() -> lacks("what it asks of Binance"));
        }
        LlmApi api = LlmApi.of(dialect, head.method(), head.path());
        if (api == LlmApi.OTHER) {
            return nothingHeld();
        }
        return judged.prompt().map(prompt -> byPrompt(api, prompt)).orElseGet(() -> lacks("what its prompt says"));
    }

    private Verdict byPrompt(LlmApi api, Judged.Prompt prompt) {
        PromptFacts facts = prompt.facts();
        findings.compare("api", facts.api(), api);
        return after(rules.engine().byPrompt(head, facts, prompt.baseline()), rule -> {
            said.add(rule);
            return facts.api().costs() ? byMoney(facts) : nothingHeld();
        });
    }

    private Verdict byMoney(PromptFacts facts) {
        MicroUsd worst = rules.engine().worstCase(facts);
        return held(
                new SpendClaim(head.agent(), head.upstream(), facts.model().orElse(""), worst),
                outcome -> after(rules.engine().byMoney(head, outcome), rule -> {
                    said.add(rule);
                    return passed();
                }));
    }

    private Verdict byTrade(BinanceDesk desk, Judged.Trade trade) {
        byte[] body = trade.body().getBytes(StandardCharsets.ISO_8859_1);
        BinanceVerdict verdict = desk.judge(head.method(), head.path(), trade.query(), trade.contentType(), body);
        if (verdict instanceof BinanceVerdict.NeedsPrice open) {
            return trade.price()
                    .map(answer -> byVerdict(desk.judgeSale(open.sale(), answer)))
                    .orElseGet(() -> lacks("the price that it depends on"));
        }
        return byVerdict(verdict);
    }

    private Verdict byVerdict(BinanceVerdict verdict) {
        return switch (verdict) {
            case BinanceVerdict.Denied denied ->
                new Verdict.Refused(denied.decision().code(), denied.decision().reason());
            case BinanceVerdict.Signed signed ->
                signed.orderValue().map(this::byWorth).orElseGet(this::nothingHeld);
            case BinanceVerdict.Read read -> nothingHeld();
            case BinanceVerdict.NeedsPrice again -> lacks("the price that it depends on");
        };
    }

    private Verdict byWorth(MicroUsd worth) {
        return held(new SpendClaim(head.agent(), head.upstream(), ORDERS, worth), this::byVolume);
    }

    private Verdict byVolume(ReservationOutcome outcome) {
        return outcome instanceof ReservationOutcome.Refused refused
                ? after(BinanceDesk.overVolume(refused), rule -> passed())
                : passed();
    }

    private Verdict held(SpendClaim claim, Function<ReservationOutcome, Verdict> next) {
        if (judged.money().isEmpty()) {
            return lacks("money that is held for it");
        }
        Judged.Money money = judged.money().get();
        findings.compare("claim", money.claim(), claim);
        return next.apply(money.outcome());
    }

    private Verdict nothingHeld() {
        judged.money().ifPresent(money -> findings.differs("claim", money.claim(), "nothing is to be held"));
        return passed();
    }

    private Verdict lacks(String what) {
        return new Verdict.Passed(said, Optional.of(what));
    }

    private Verdict passed() {
        return new Verdict.Passed(said, Optional.empty());
    }
}
