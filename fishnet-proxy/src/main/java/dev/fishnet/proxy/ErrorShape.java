package dev.fishnet.proxy;

import dev.fishnet.binance.BinanceError;
import dev.fishnet.policy.Decision;
import dev.fishnet.upstream.Dialect;

/** How an upstream's own errors look, so that an SDK reads ours as it reads theirs. */
enum ErrorShape {
    OPENAI {
        @Override
        String json(Decision.Denied denied) {
            return "{\"error\":{\"message\":" + quoted(denied.reason())
                    + ",\"type\":\"fishnet_refused\",\"param\":null,\"code\":"
                    + quoted(denied.code().id()) + "}}";
        }
    },
    ANTHROPIC {
        @Override
        String json(Decision.Denied denied) {
            return "{\"type\":\"error\",\"error\":{\"type\":"
                    + quoted(type(denied.code().status())) + ",\"message\":"
                    + quoted(denied.reason()) + ",\"code\":"
                    + quoted(denied.code().id()) + "}}";
        }

        private static String type(int status) {
            return switch (status) {
                case 403 -> "permission_error";
                case 404 -> "not_found_error";
                case 413 -> "request_too_large";
                case 429 -> "rate_limit_error";
                case 503 -> "overloaded_error";
                case 504 -> "timeout_error";
                default -> status < 500 ? "invalid_request_error" : "api_error";
            };
        }
    },
    BINANCE {
        @Override
        String json(Decision.Denied denied) {
            return BinanceError.json(denied);
        }
    },
    PLAIN {
        @Override
        String json(Decision.Denied denied) {
            return "{\"error\":{\"message\":" + quoted(denied.reason()) + ",\"code\":"
                    + quoted(denied.code().id()) + "}}";
        }
    };

    abstract String json(Decision.Denied denied);

    static ErrorShape of(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
            case BINANCE -> BINANCE;
            case PLAIN -> PLAIN;
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
