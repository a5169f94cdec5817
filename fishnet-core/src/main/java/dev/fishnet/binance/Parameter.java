package dev.fishnet.binance;

import java.util.regex.Pattern;

/** A parameter that may be sent, and the values it may have. What is not here cannot change what an order means. */
enum Parameter {
    SYMBOL("symbol", "[A-Z0-9]{1,20}", "a symbol such as BTCUSDT"),
    SYMBOLS("symbols", "\\[\"[A-Z0-9]{1,20}\"(,\"[A-Z0-9]{1,20}\"){0,99}]", "a list such as [\"BTCUSDT\",\"BNBUSDT\"]"),
    LIMIT("limit", "[0-9]{1,5}", "a number"),
    INTERVAL("interval", "[0-9]{1,2}[smhdwM]", "an interval such as 1m"),
    WINDOW_SIZE("windowSize", "[0-9]{1,2}[mhd]", "a window such as 1d"),
    TICKER_TYPE("type", "FULL|MINI", "FULL or MINI"),
    START_TIME("startTime", Texts.NUMBER, "a number"),
    END_TIME("endTime", Texts.NUMBER, "a number"),
    TIME_ZONE("timeZone", "[+-]?[0-9]{1,2}(:[0-9]{2})?", "an offset such as 8:00"),
    FROM_ID("fromId", Texts.NUMBER, "a number"),
    SHOW_PERMISSION_SETS("showPermissionSets", Texts.BOOLEAN, Texts.EITHER),
    SYMBOL_STATUS("symbolStatus", "TRADING|HALT|BREAK", "TRADING, HALT or BREAK"),
    OMIT_ZERO_BALANCES("omitZeroBalances", Texts.BOOLEAN, Texts.EITHER),
    ORDER_ID("orderId", Texts.NUMBER, "a number"),
    ORIG_CLIENT_ORDER_ID("origClientOrderId", Texts.CLIENT_ID, Texts.AN_ID),
    NEW_CLIENT_ORDER_ID("newClientOrderId", Texts.CLIENT_ID, Texts.AN_ID),
    CANCEL_RESTRICTIONS("cancelRestrictions", "ONLY_NEW|ONLY_PARTIALLY_FILLED", "ONLY_NEW or ONLY_PARTIALLY_FILLED"),
    SIDE("side", "BUY|SELL", "BUY or SELL"),
    ORDER_TYPE("type", "LIMIT|LIMIT_MAKER|MARKET", "LIMIT, LIMIT_MAKER or MARKET"),
    TIME_IN_FORCE("timeInForce", "GTC|IOC|FOK", "GTC, IOC or FOK"),
    QUANTITY("quantity", Texts.DECIMAL, Texts.A_DECIMAL),
    QUOTE_ORDER_QTY("quoteOrderQty", Texts.DECIMAL, Texts.A_DECIMAL),
    PRICE("price", Texts.DECIMAL, Texts.A_DECIMAL),
    NEW_ORDER_RESP_TYPE("newOrderRespType", "ACK|RESULT|FULL", "ACK, RESULT or FULL"),
    // TRANSFER is Binance's too, and moves coins between accounts.
    SELF_TRADE_PREVENTION(
            "selfTradePreventionMode",
            "NONE|EXPIRE_TAKER|EXPIRE_MAKER|EXPIRE_BOTH|DECREMENT",
            "NONE, EXPIRE_TAKER, EXPIRE_MAKER, EXPIRE_BOTH or DECREMENT");

    private final String key;
    private final Pattern values;
    private final String expected;

    Parameter(String key, String values, String expected) {
        this.key = key;
        this.values = Pattern.compile(values);
        this.expected = expected;
    }

    String key() {
        return key;
    }

    boolean takes(String value) {
        return values.matcher(value).matches();
    }

    /** In words, what {@link #takes} accepts. */
    String expected() {
        return expected;
    }

    /** An enum's constants cannot use its own static fields. */
    private static final class Texts {
        static final String NUMBER = "[0-9]{1,19}";
        static final String BOOLEAN = "true|false";
        static final String EITHER = "true or false";
        static final String CLIENT_ID = "[.A-Z:/a-z0-9_-]{1,36}";
        static final String AN_ID = "1 to 36 letters, digits or any of . : / _ -";
        static final String DECIMAL = "[0-9]{1,20}(\\.[0-9]{1,18})?";
        static final String A_DECIMAL =
                "a plain decimal number with at most 20 digits before the point and 18 behind it";
    }
}
