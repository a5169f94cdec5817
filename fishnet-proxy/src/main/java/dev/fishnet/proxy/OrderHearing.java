package dev.fishnet.proxy;

import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.binance.BinanceVerdict;
import dev.fishnet.binance.SaleOrder;
import dev.fishnet.binance.UnsignedRequest;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.money.OrderTerms;
import dev.fishnet.proxy.money.Tab;
import dev.fishnet.proxy.record.Discretion;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.upstream.UpstreamName;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to Binance, from its whole body to leave to be sent: judged, priced where it must be, its worth held. */
final class OrderHearing implements Hearing {
    /** More than is ever read of one, so that what is longer is refused by whoever reads it. */
    private static final int MOST_BODY = 16 * 1024;

    private static final String WHAT = "orders";

    private final Call call;
    private final HttpHeaders fields;
    private final RequestBody body;
    private final Court court;
    private final LoopState loop;
    private final Sequel sequel;
    private final Rulebook.Desk desk;
    private @Nullable PriceQuestion question;
    private boolean over;

    OrderHearing(Call call, HttpHeaders fields, RequestBody body, Court court, LoopState loop, Sequel sequel) {
        this.call = call;
        this.fields = fields;
        this.body = body;
        this.court = court;
        this.loop = loop;
        this.sequel = sequel;
        this.desk = call.rules().desk().orElseThrow();
    }

    @Override
    public void begin() {
        guarded(() -> {
            byte[] form = body.first(MOST_BODY);
            BinanceVerdict verdict =
                    desk.judge().judge(call.head().method(), call.head().path(), query(), contentType(), form);
            note(verdict, form);
            heard(verdict);
        });
    }

    private void note(BinanceVerdict verdict, byte[] form) {
        Optional<Decision.Denied> refused =
                verdict instanceof BinanceVerdict.Denied no ? Optional.of(no.decision()) : Optional.empty();
        String text = new String(form, StandardCharsets.ISO_8859_1);
        call.file().trade(Discretion.trade(query(), contentType(), text, refused));
    }

    @Override
    public void callOff() {
        over = true;
        if (question != null) {
            question.callOff();
        }
    }

    private Optional<String> query() {
        int at = call.target().indexOf('?');
        return at < 0 ? Optional.empty() : Optional.of(call.target().substring(at + 1));
    }

    /** Two of them are none that is known. */
    private Optional<String> contentType() {
        List<String> types = fields.getAll(HttpHeaderNames.CONTENT_TYPE);
        return types.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", types));
    }

    private void heard(BinanceVerdict verdict) {
        switch (verdict) {
            case BinanceVerdict.Denied denied -> refused(denied.decision());
            case BinanceVerdict.Read read -> allowed(Optional.empty(), new PublicRead(read.target()));
            case BinanceVerdict.Signed signed -> signed(signed);
            case BinanceVerdict.NeedsPrice open -> ask(open.sale());
        }
    }

    private void ask(SaleOrder sale) {
        question = new PriceQuestion(
                call.upstream(),
                loop,
                answer -> guarded(() -> {
                    call.file().price(answer);
                    heard(desk.judge().judgeSale(sale, answer));
                }));
        question.ask(sale.priceTarget());
    }

    private void signed(BinanceVerdict.Signed signed) {
        if (signed.orderValue().isPresent()) {
            hold(signed.request(), signed.orderValue().get());
        } else {
            allowed(Optional.empty(), sending(signed.request()));
        }
    }

    private Sending sending(UnsignedRequest request) {
        return new SignedSending(request, court.ports().clock());
    }

    private void hold(UnsignedRequest request, MicroUsd value) {
        SpendClaim claim = new SpendClaim(call.head().agent(), call.head().upstream(), WHAT, value);
        held(request, value, claim, court.reserve(claim, Caps.NONE, volumeNow()));
    }

    /** The cap of this moment: it may have been lowered since the request's head. Switched off, nothing fits in. */
    private Caps volumeNow() {
        return court.rules()
                .desk()
                .map(Rulebook.Desk::volume)
                .orElse(new Caps(Optional.of(MicroUsd.ZERO), Optional.empty()));
    }

    private void held(UnsignedRequest request, MicroUsd value, SpendClaim claim, ReservationOutcome outcome) {
        call.file().money(claim, outcome);
        switch (outcome) {
            case ReservationOutcome.Refused refused -> refused(BinanceDesk.overVolume(refused));
            case ReservationOutcome.Held held ->
                allowed(
                        Optional.of(new Tab(court.books(), call.head(), held.reservation(), new OrderTerms(value))),
                        sending(request));
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            // A fault of ours refuses: what could not be judged is not sent.
            court.failures().failed(UpstreamName.OWN, "judge", e.getClass().getName());
            refused(Refusal.of(DenialCode.BODY_REFUSED, "The gateway could not judge the request."));
        }
    }

    private void allowed(Optional<Tab> tab, Sending sending) {
        Clearance clearance = new Clearance(tab, sending, false);
        if (over) {
            clearance.close();
        } else {
            over = true;
            sequel.allowed(clearance);
        }
    }

    private void refused(Decision.Denied denied) {
        refused(new Refusal(court.heard(call.head(), denied)));
    }

    private void refused(Refusal why) {
        if (!over) {
            over = true;
            sequel.refused(why);
        }
    }
}
