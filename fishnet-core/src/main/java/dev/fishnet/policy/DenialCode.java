package dev.fishnet.policy;

import java.util.Locale;

/**
 * Why a request was not served. The codes are stable across releases: agents, logs and dashboards key on them. What
 * policy refuses is a 403, which no SDK answers by trying again; a 429 says that waiting helps.
 */
public enum DenialCode {
    MALFORMED_REQUEST(400, "the request can be read in two ways, or in none"),
    VERSION_REFUSED(505, "another version of HTTP than 1.1"),
    METHOD_UNKNOWN(501, "a method that HTTP does not have"),
    METHOD_REFUSED(501, "TRACE"),
    METHOD_NOT_ALLOWED(405, "/health was asked for with another method than GET"),
    TARGET_TOO_LONG(414, "the request line is too long"),
    HEAD_TOO_LARGE(431, "the header fields are too large or too many"),
    BODY_TOO_LARGE(413, "the body is too large"),
    TOO_SLOW(408, "the request did not arrive in time"),
    EXPECTATION_REFUSED(417, "an expectation other than 100-continue"),
    PATH_REFUSED(400, "the path has another spelling that could mean another path"),
    NO_ROUTE(404, "nothing is served there"),
    FORWARD_PROXY_UNSUPPORTED(501, "CONNECT, or a whole URL as the target"),
    BUFFERS_FULL(503, "the gateway holds as many request bodies as it may"),
    TOO_MANY_CONNECTIONS(503, "the gateway has as many connections as it may"),

    HOST_REFUSED(403, "the Host field is not the gateway's"),
    ORIGIN_REFUSED(403, "a web page is asking"),

    CALLER_UNKNOWN(403, "the configuration has no agent for the account that is calling"),
    TOKEN_REFUSED(403, "the agent token is not valid, or another agent's"),
    UPSTREAM_NOT_ALLOWED(403, "the agent may not use this upstream"),
    RATE_LIMIT_EXCEEDED(429, "the agent has made as many requests as it may for now"),
    ENDPOINT_NOT_ALLOWED(403, "no rule allows this method and path"),
    ENDPOINT_BLOCKED(403, "a rule blocks this method and path"),
    BODY_REFUSED(400, "the body can be read in two ways, or is not what the endpoint takes"),
    MODEL_MISSING(403, "the request names no model"),
    MODEL_NOT_ALLOWED(403, "the model is not one of those allowed"),
    MODEL_UNPRICED(403, "nobody has said what the model costs"),
    FEATURE_UNPRICED(403, "the request asks for something that costs apart from tokens"),
    PROMPT_DRIFT(403, "the system prompt, instructions or tools have changed"),
    PROMPT_TOO_LARGE(403, "the prompt is longer than allowed"),
    PROMPT_SECRET(403, "the prompt has a secret in it"),
    BUDGET_EXCEEDED(403, "the request could cost more than is left of a budget"),
    BOOKS_UNAVAILABLE(503, "the books cannot be written, so nothing may be spent"),
    LOG_UNAVAILABLE(503, "the log cannot be written, so no credential may be used"),

    BINANCE_ENDPOINT_REFUSED(403, "the endpoint of Binance is not one of those allowed"),
    BINANCE_WITHDRAWAL_REFUSED(403, "withdrawals are never allowed"),
    BINANCE_ORDER_REFUSED(403, "the order's value cannot be told, or its parameters are ambiguous"),
    BINANCE_ORDER_TOO_LARGE(403, "the order is worth more than allowed"),
    BINANCE_VOLUME_EXCEEDED(403, "the day's orders would be worth more than allowed"),

    NO_CREDENTIAL(403, "the vault has no key for this upstream"),
    CREDENTIAL_UNUSABLE(403, "the stored key cannot be sent"),
    UPSTREAM_ADDRESS_REFUSED(502, "the upstream's name leads to a private address"),
    UPSTREAM_UNREACHABLE(502, "the upstream could not be reached, or closed the connection"),
    UPSTREAM_TLS_FAILED(502, "TLS with the upstream failed"),
    UPSTREAM_MALFORMED(502, "the upstream's answer is malformed"),
    UPSTREAM_ENCODING_REFUSED(502, "the upstream's answer is compressed in a way that cannot be read"),
    UPSTREAM_TIMEOUT(504, "the upstream did not answer in time");

    private final int status;
    private final String meaning;

    DenialCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** As agents see it: lower-case words joined by underscores. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** In a few words, for the table in the documentation. */
    public String meaning() {
        return meaning;
    }
}
