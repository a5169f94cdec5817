package dev.fishnet.binance;

import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;

/** Refusals in the shape of Binance's own errors, so that an SDK reads ours as it reads theirs. */
public final class BinanceError {
    private static final int UNKNOWN = -1000;
    private static final int DISCONNECTED = -1001;
    private static final int UNAUTHORIZED = -1002;
    private static final int TOO_MANY_REQUESTS = -1003;
    private static final int UNEXPECTED_RESPONSE = -1006;
    private static final int TIMEOUT = -1007;
    private static final int SERVER_BUSY = -1008;
    private static final int ILLEGAL_REQUEST = -1100;
    private static final int NEW_ORDER_REJECTED = -2010;

    private BinanceError() {}

    /** {@code {"code":-2010,"msg":"...","fishnet_code":"binance_order_too_large"}}. */
    public static String json(Decision.Denied denied) {
        return "{\"code\":" + number(denied.code()) + ",\"msg\":" + quoted(denied.reason()) + ",\"fishnet_code\":"
                + quoted(denied.code().id()) + "}";
    }

    /**
     * Binance's number for it. Those for an upstream that failed say what holds for an order that was on its way: -1006
     * and -1007 are documented as "execution status unknown".
     */
    static int number(DenialCode code) {
        return switch (code) {
            case BINANCE_ORDER_REFUSED, BINANCE_ORDER_TOO_LARGE, BINANCE_VOLUME_EXCEEDED -> NEW_ORDER_REJECTED;
            case RATE_LIMIT_EXCEEDED -> TOO_MANY_REQUESTS;
            case UPSTREAM_TIMEOUT -> TIMEOUT;
            case UPSTREAM_UNREACHABLE, UPSTREAM_MALFORMED, UPSTREAM_ENCODING_REFUSED -> UNEXPECTED_RESPONSE;
            case UPSTREAM_ADDRESS_REFUSED, UPSTREAM_TLS_FAILED -> DISCONNECTED;
            default -> byStatus(code.status());
        };
    }

    private static int byStatus(int status) {
        return switch (status) {
            case 400 -> ILLEGAL_REQUEST;
            case 403 -> UNAUTHORIZED;
            case 503 -> SERVER_BUSY;
            default -> UNKNOWN;
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c < ' ' ? ' ' : c);
        }
        return out.append('"').toString();
    }
}
