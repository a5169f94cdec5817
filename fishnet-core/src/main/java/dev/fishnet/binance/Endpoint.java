package dev.fishnet.binance;

import static dev.fishnet.binance.Parameter.*;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What may be asked of Binance's spot API. What is not here is refused. */
enum Endpoint {
    PING("GET", "/api/v3/ping", Kind.READ),
    TIME("GET", "/api/v3/time", Kind.READ),
    EXCHANGE_INFO("GET", "/api/v3/exchangeInfo", Kind.READ, SYMBOL, SYMBOLS, SHOW_PERMISSION_SETS, SYMBOL_STATUS),
    DEPTH("GET", "/api/v3/depth", Kind.READ, SYMBOL, Parameter.LIMIT),
    TRADES("GET", "/api/v3/trades", Kind.READ, SYMBOL, Parameter.LIMIT),
    AGG_TRADES("GET", "/api/v3/aggTrades", Kind.READ, SYMBOL, FROM_ID, START_TIME, END_TIME, Parameter.LIMIT),
    KLINES("GET", "/api/v3/klines", Kind.READ, SYMBOL, INTERVAL, START_TIME, END_TIME, TIME_ZONE, Parameter.LIMIT),
    UI_KLINES("GET", "/api/v3/uiKlines", Kind.READ, SYMBOL, INTERVAL, START_TIME, END_TIME, TIME_ZONE, Parameter.LIMIT),
    AVERAGE_PRICE("GET", "/api/v3/avgPrice", Kind.READ, SYMBOL),
    TICKER("GET", "/api/v3/ticker", Kind.READ, SYMBOL, SYMBOLS, WINDOW_SIZE, TICKER_TYPE),
    TICKER_24HR("GET", "/api/v3/ticker/24hr", Kind.READ, SYMBOL, SYMBOLS, TICKER_TYPE),
    TICKER_TRADING_DAY("GET", "/api/v3/ticker/tradingDay", Kind.READ, SYMBOL, SYMBOLS, TIME_ZONE, TICKER_TYPE),
    TICKER_PRICE("GET", "/api/v3/ticker/price", Kind.READ, SYMBOL, SYMBOLS),
    TICKER_BOOK("GET", "/api/v3/ticker/bookTicker", Kind.READ, SYMBOL, SYMBOLS),

    ACCOUNT("GET", "/api/v3/account", Kind.SIGNED, OMIT_ZERO_BALANCES),
    ORDER_STATUS("GET", "/api/v3/order", Kind.SIGNED, SYMBOL, ORDER_ID, ORIG_CLIENT_ORDER_ID),
    OPEN_ORDERS("GET", "/api/v3/openOrders", Kind.SIGNED, SYMBOL),
    ALL_ORDERS("GET", "/api/v3/allOrders", Kind.SIGNED, SYMBOL, ORDER_ID, START_TIME, END_TIME, Parameter.LIMIT),
    MY_TRADES("GET", "/api/v3/myTrades", Kind.SIGNED, SYMBOL, ORDER_ID, START_TIME, END_TIME, FROM_ID, Parameter.LIMIT),
    CANCEL(
            "DELETE",
            "/api/v3/order",
            Kind.SIGNED,
            SYMBOL,
            ORDER_ID,
            ORIG_CLIENT_ORDER_ID,
            NEW_CLIENT_ORDER_ID,
            CANCEL_RESTRICTIONS),
    CANCEL_ALL("DELETE", "/api/v3/openOrders", Kind.CANCEL_ALL, SYMBOL),
    ORDER(
            "POST",
            "/api/v3/order",
            Kind.ORDER,
            SYMBOL,
            SIDE,
            ORDER_TYPE,
            TIME_IN_FORCE,
            QUANTITY,
            QUOTE_ORDER_QTY,
            PRICE,
            NEW_CLIENT_ORDER_ID,
            NEW_ORDER_RESP_TYPE,
            SELF_TRADE_PREVENTION);

    private final String method;
    private final String path;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // the map is: it is made by toUnmodifiableMap
    private final Map<String, Parameter> parameters;

    Endpoint(String method, String path, Kind kind, Parameter... parameters) {
        this.method = method;
        this.path = path;
        this.kind = kind;
        this.parameters =
                Arrays.stream(parameters).collect(Collectors.toUnmodifiableMap(Parameter::key, Function.identity()));
    }

    /** By method and path exactly as spelled: another spelling is another endpoint, and none of ours. */
    static Optional<Endpoint> find(String method, String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.method.equals(method) && endpoint.path.equals(path))
                .findFirst();
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Kind kind() {
        return kind;
    }

    Optional<Parameter> parameter(String key) {
        return Optional.ofNullable(parameters.get(key));
    }

    /** For a sentence: the keys it takes, in order. */
    String keys() {
        return parameters.isEmpty()
                ? "none"
                : parameters.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    /** How requests to it are judged. */
    enum Kind {
        READ,
        SIGNED,
        CANCEL_ALL,
        ORDER
    }
}
