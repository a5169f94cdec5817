package dev.fishnet.audit.replay;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.Judged;
import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.binance.BinanceVerdict;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendLedger;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One request, from its head to its outcome, in the steps that the gateway takes. */
final class PretendRequest {
    private final PretendGateway gateway;
    private final Rules rules;
    private final RequestHead head;
    private final Optional<String> meant;
    private final Optional<Duration> delay;
    private final List<RuleId> allowed = new ArrayList<>();
    private Judged.@Nullable Prompt prompt;
    private Judged.@Nullable Trade trade;
    private Judged.@Nullable Money money;
    private long intent;

    PretendRequest(PretendGateway gateway) {
        this.gateway = gateway;
        this.rules = gateway.rules();
        this.head = PretendContent.head(gateway);
        this.meant = gateway.random.nextInt(10) == 0 ? Optional.of("DELETE") : Optional.empty();
        this.delay = rules.engine()
                .rateLimit(head.agent(), head.upstream())
                .flatMap(limit -> gateway.rates.take(
                        head.agent(), head.upstream(), limit, gateway.now().toEpochMilli() * 1_000_000));
    }

    void begin() {
        Decision decision = rules.engine().byHead(head, delay);
        if (goesOn(decision) && meant.isPresent()) {
            RequestHead other = new RequestHead(head.agent(), head.upstream(), meant.get(), head.path());
            if (rules.engine().byHead(other, Optional.empty()) instanceof Decision.Denied denied) {
                gateway.then(() -> denied(denied));
                return;
            }
        }
        if (decision instanceof Decision.Allowed) {
            gateway.then(gateway.random.nextInt(30) == 0 ? this::unreadable : this::content);
        }
    }

    private boolean goesOn(Decision decision) {
        return switch (decision) {
            case Decision.Allowed yes -> {
                allowed.add(yes.rule());
                yield true;
            }
            case Decision.Denied no -> {
                gateway.then(() -> denied(no));
                yield false;
            }
        };
    }

    private void unreadable() {
        denied(Decision.Denied.of(DenialCode.BODY_REFUSED, "The body must be JSON."));
    }

    private void content() {
        if (PretendContent.dialect(head) == Dialect.BINANCE) {
            trade();
        } else if (PretendContent.api(head) == LlmApi.OTHER) {
            gateway.then(this::intend);
        } else {
            prompt();
        }
    }

    private void prompt() {
        PromptFacts facts = PretendContent.facts(gateway, head);
        prompt = new Judged.Prompt(facts, gateway.any(List.of(Optional.of("d1"), Optional.empty())));
        if (goesOn(rules.engine().byPrompt(head, facts, prompt.baseline()))) {
            gateway.then(facts.api().costs() ? () -> reserve(facts) : this::intend);
        }
    }

    private void reserve(PromptFacts facts) {
        MicroUsd worst = rules.engine().worstCase(facts);
        SpendClaim claim =
                new SpendClaim(head.agent(), head.upstream(), facts.model().orElseThrow(), worst);
        Rules asked = gateway.rules();
        ReservationOutcome outcome = gateway.models.reserve(
                claim, asked.capsOf(head.agent()).orElseThrow(), asked.policy().caps(), gateway.now());
        money = new Judged.Money(claim, outcome);
        if (goesOn(rules.engine().byMoney(head, outcome))) {
            gateway.then(gateway.random.nextInt(20) == 0 ? this::drifted : this::intend);
        }
    }

    /** Another prompt has become the baseline while the money was held. */
    private void drifted() {
        release(gateway.models);
        Judged.Prompt before = Objects.requireNonNull(prompt);
        prompt = new Judged.Prompt(before.facts(), Optional.of("another"));
        if (rules.engine().byPrompt(head, before.facts(), prompt.baseline()) instanceof Decision.Denied no) {
            gateway.then(() -> denied(no));
        }
    }

    private void trade() {
        BinanceDesk desk = rules.desk().orElseThrow();
        Judged.Trade asked = PretendContent.trade(gateway, head);
        trade = asked;
        BinanceVerdict verdict = desk.judge(
                head.method(),
                head.path(),
                asked.query(),
                asked.contentType(),
                asked.body().getBytes(StandardCharsets.ISO_8859_1));
        if (verdict instanceof BinanceVerdict.NeedsPrice open) {
            Optional<String> answer = gateway.any(List.of(Optional.of(PretendContent.TICKER), Optional.empty()));
            trade = new Judged.Trade(asked.query(), asked.contentType(), asked.body(), Optional.of(answer));
            verdict = desk.judgeSale(open.sale(), answer);
        }
        heard(verdict);
    }

    private void heard(BinanceVerdict verdict) {
        switch (verdict) {
            case BinanceVerdict.Denied no -> gateway.then(() -> denied(no.decision()));
            case BinanceVerdict.Read read -> gateway.then(this::intend);
            case BinanceVerdict.Signed signed ->
                gateway.then(
                        signed.orderValue().isPresent()
                                ? () -> order(signed.orderValue().get())
                                : this::intend);
            case BinanceVerdict.NeedsPrice open -> throw new IllegalStateException();
        }
    }

    private void order(MicroUsd worth) {
        SpendClaim claim = new SpendClaim(head.agent(), head.upstream(), "orders", worth);
        ReservationOutcome outcome =
                gateway.orders.reserve(claim, Caps.NONE, gateway.rules().volume(), gateway.now());
        money = new Judged.Money(claim, outcome);
        gateway.then(
                outcome instanceof ReservationOutcome.Refused no
                        ? () -> denied(BinanceDesk.overVolume(no))
                        : this::intend);
    }

    private void denied(Decision.Denied why) {
        gateway.append(new AuditEntry.Denied(
                at(), PretendContent.asked(head, meant), Optional.of(judged()), why.code(), why.reason()));
    }

    private void intend() {
        Credential credential =
                new Credential(new CredentialId(head.upstream(), new CredentialName("main")), Instant.EPOCH, 1);
        intent = gateway.append(
                new AuditEntry.Intent(at(), PretendContent.asked(head, meant), judged(), Optional.of(credential)));
        gateway.then(gateway.random.nextInt(15) == 0 ? this::unsent : this::answered);
    }

    private void unsent() {
        Optional<MicroUsd> cost = held().map(each -> MicroUsd.ZERO);
        release(ledger());
        gateway.then(() -> outcome(Ending.UNSENT, OptionalInt.empty(), Optional.empty(), cost));
    }

    private void answered() {
        int status = gateway.any(List.of(200, 200, 200, 201, 400, 429, 500));
        boolean good = status < 300;
        Optional<Usage> usage = good && prompt != null && held().isPresent() && gateway.random.nextInt(5) > 0
                ? Optional.of(PretendContent.usage(gateway))
                : Optional.empty();
        Optional<MicroUsd> cost = held().flatMap(held -> cost(held, status, usage));
        cost.ifPresent(amount -> ledger().settle(held().orElseThrow(), amount));
        gateway.then(() -> outcome(good ? Ending.ANSWERED : Ending.FAILED, OptionalInt.of(status), usage, cost));
    }

    private Optional<MicroUsd> cost(Reservation held, int status, Optional<Usage> usage) {
        if (status == 400 || status == 429) {
            return Optional.of(MicroUsd.ZERO);
        }
        if (status >= 300) {
            return Optional.empty();
        }
        return trade != null
                ? Optional.of(held.claim().atMost())
                : usage.map(
                        each -> rules.priceOf(held.claim().what()).orElseThrow().cost(each));
    }

    private void outcome(Ending how, OptionalInt status, Optional<Usage> usage, Optional<MicroUsd> cost) {
        gateway.append(
                new AuditEntry.Outcome(at(), intent, how, status, usage, cost, Optional.empty(), Duration.ofMillis(5)));
    }

    private Optional<Reservation> held() {
        return Optional.ofNullable(money)
                .map(Judged.Money::outcome)
                .filter(ReservationOutcome.Held.class::isInstance)
                .map(each -> ((ReservationOutcome.Held) each).reservation());
    }

    private SpendLedger ledger() {
        return trade == null ? gateway.models : gateway.orders;
    }

    private void release(SpendLedger ledger) {
        held().ifPresent(each -> ledger.settle(each, MicroUsd.ZERO));
    }

    /** A clock can be read before others that have read it later are done. */
    private Instant at() {
        return gateway.now().minusMillis(gateway.random.nextInt(50));
    }

    private Judged judged() {
        return new Judged(
                rules.policy().id(),
                delay,
                allowed,
                Optional.ofNullable(prompt),
                Optional.ofNullable(trade),
                Optional.ofNullable(money));
    }
}
