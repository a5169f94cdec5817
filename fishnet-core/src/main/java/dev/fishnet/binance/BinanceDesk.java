package dev.fishnet.binance;

import static dev.fishnet.policy.DenialCode.BINANCE_ENDPOINT_REFUSED;
import static dev.fishnet.policy.DenialCode.BINANCE_ORDER_REFUSED;
import static dev.fishnet.policy.DenialCode.BINANCE_ORDER_TOO_LARGE;
import static dev.fishnet.policy.DenialCode.BINANCE_VOLUME_EXCEEDED;
import static dev.fishnet.policy.DenialCode.BINANCE_WITHDRAWAL_REFUSED;
import static dev.fishnet.policy.DenialCode.BODY_REFUSED;
import static dev.fishnet.policy.DenialCode.MALFORMED_REQUEST;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.binance.BinanceVerdict.Denied;
import dev.fishnet.binance.BinanceVerdict.NeedsPrice;
import dev.fishnet.binance.BinanceVerdict.Read;
import dev.fishnet.binance.BinanceVerdict.Signed;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides about requests to Binance. It has no state and asks nobody: the same request under the same policy always
 * gets the same verdict.
 */
public final class BinanceDesk {
    /** A billion dollars: beyond it no order is counted, whatever the caps, so that no sum of them overflows. */
    public static final MicroUsd MOST = new MicroUsd(1_000_000_000_000_000L);

    private static final Pattern FORM = Pattern.compile(
            "application/x-www-form-urlencoded(\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

    /** Binance has refused. A 408 or a 409 can come after a part was done, and a 5xx says that nobody knows. */
    private static final Set<Integer> SURE_REFUSALS = Set.of(400, 401, 403, 418, 429);

    private final BinancePolicy policy;

    public BinanceDesk(BinancePolicy policy) {
        this.policy = policy;
    }

    /**
     * The verdict on a request.
     *
     * @param path below the upstream's base, as it would be sent
     * @param query what stands behind the question mark, as the agent wrote it
     * @param contentType of the body; it says nothing where there is no body
     */
    public BinanceVerdict judge(
            String method, String path, Optional<String> query, Optional<String> contentType, byte[] body) {
        if (Withdrawals.isOne(path)) {
            return withdrawal();
        }
        Optional<Endpoint> endpoint = Endpoint.find(method, path);
        if (endpoint.isEmpty()) {
            return denied(
                    BINANCE_ENDPOINT_REFUSED,
                    "Fishnet passes on market data, spot orders, their state and their cancelling, and nothing else"
                            + " of Binance; docs/binance.md lists the endpoints");
        }
        return judge(endpoint.get(), query.orElse(""), contentType, body);
    }

    private BinanceVerdict judge(Endpoint endpoint, String query, Optional<String> contentType, byte[] body) {
        if (endpoint.kind() == Endpoint.Kind.CANCEL_ALL && !policy.mayCancelAll()) {
            return denied(
                    BINANCE_ENDPOINT_REFUSED,
                    "the configuration does not allow all open orders to be cancelled at once; cancel them one by one"
                            + " with DELETE /api/v3/order");
        }
        if (body.length > 0 && !takesBody(endpoint, contentType)) {
            return denied(
                    BODY_REFUSED,
                    "parameters belong into the query, or for POST and DELETE into a body of the type"
                            + " application/x-www-form-urlencoded");
        }
        try {
            // Every octet becomes one character, and those that are not ASCII are refused in reading.
            String form = new String(body, StandardCharsets.ISO_8859_1);
            return judge(endpoint, Parameters.read(endpoint, query, form));
        } catch (RefusedParametersException e) {
            boolean order = endpoint.kind() == Endpoint.Kind.ORDER;
            return denied(
                    order ? BINANCE_ORDER_REFUSED : MALFORMED_REQUEST,
                    (order ? "the order is refused: " : "the request is refused: ") + e.getMessage());
        }
    }

    private static boolean takesBody(Endpoint endpoint, Optional<String> contentType) {
        return !endpoint.method().equals("GET")
                && contentType.map(type -> FORM.matcher(type).matches()).orElse(true);
    }

    private BinanceVerdict judge(Endpoint endpoint, Parameters given) throws RefusedParametersException {
        String query = given.query();
        UnsignedRequest request =
                new UnsignedRequest(endpoint.method(), endpoint.path(), query, policy.receiveWindowMillis());
        return switch (endpoint.kind()) {
            case READ -> new Read(query.isEmpty() ? endpoint.path() : endpoint.path() + "?" + query);
            case SIGNED, CANCEL_ALL -> new Signed(request, Optional.empty());
            case ORDER -> judgeOrder(OrderTerms.of(given), request);
        };
    }

    private BinanceVerdict judgeOrder(OrderTerms terms, UnsignedRequest request) {
        BinanceVerdict verdict = byValue(terms.atLeast(), request);
        return terms.bySale() && verdict instanceof Signed ? new NeedsPrice(new SaleOrder(terms, request)) : verdict;
    }

    /**
     * The verdict on a sale, by the market.
     *
     * @param bookTicker Binance's whole answer to {@link SaleOrder#priceTarget}; empty when there was none with status
     *     200
     */
    public BinanceVerdict judgeSale(SaleOrder sale, Optional<String> bookTicker) {
        return bookTicker
                .flatMap(sale::atMost)
                .map(value -> byValue(value, sale.request()))
                .orElseGet(() -> denied(
                        BINANCE_ORDER_REFUSED,
                        "the order is refused: what the sale of this quantity could bring is not known now; say it with"
                                + " quoteOrderQty in an order of type MARKET, or use the type LIMIT_MAKER"));
    }

    private BinanceVerdict byValue(BigDecimal dollars, UnsignedRequest request) {
        BigDecimal micros = dollars.movePointRight(6).setScale(0, RoundingMode.CEILING);
        if (micros.compareTo(BigDecimal.valueOf(MOST.value())) > 0) {
            return denied(
                    BINANCE_ORDER_TOO_LARGE, "the order could be worth more than " + MOST + ", which no order may be");
        }
        MicroUsd value = new MicroUsd(micros.longValueExact());
        return policy.maxOrder()
                .filter(cap -> value.compareTo(cap) > 0)
                .<BinanceVerdict>map(cap -> denied(
                        BINANCE_ORDER_TOO_LARGE,
                        "the order could be worth " + value + ", and one order may be worth " + cap + " at most"))
                .orElseGet(() -> new Signed(request, Optional.of(value)));
    }

    /** The refusal of an order that the day's volume has no room for. */
    public static Decision.Denied overVolume(ReservationOutcome.Refused refused) {
        return Decision.Denied.of(
                BINANCE_VOLUME_EXCEEDED,
                "the order could be worth " + refused.wanted() + ", and of the day's " + refused.cap() + " for orders "
                        + refused.used() + " is used; the day ends at " + refused.resets());
    }

    /**
     * Whether an order that was sent and answered so was surely not taken, so that it counts no more towards the day's
     * volume. After any other status, or none, it may have been.
     */
    public static boolean isSurelyRefused(int status) {
        return SURE_REFUSALS.contains(status);
    }

    private static BinanceVerdict withdrawal() {
        return new Denied(new Decision.Denied(
                BINANCE_WITHDRAWAL_REFUSED,
                "Fishnet never passes on what moves coins out of the account, and no configuration allows it",
                Optional.empty(),
                List.of(new Concern(
                        AlertKind.HIGH_SEVERITY_DENIED_ACTION,
                        "a withdrawal or transfer was asked of Binance, and refused"))));
    }

    private static Denied denied(DenialCode code, String reason) {
        return new Denied(Decision.Denied.of(code, reason));
    }
}
