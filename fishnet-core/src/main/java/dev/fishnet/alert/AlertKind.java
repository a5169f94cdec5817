package dev.fishnet.alert;

/** What an operator can be told of; each can be switched off in the configuration. */
public enum AlertKind {
    PROMPT_DRIFT(true),
    PROMPT_SIZE(false),
    PROMPT_SECRET(true),
    BUDGET_WARNING(false),
    BUDGET_EXCEEDED(true),
    RATE_LIMIT_HIT(false),
    /** A request to Binance that no configuration allows, such as a withdrawal. */
    HIGH_SEVERITY_DENIED_ACTION(true),
    /** An answer that cost more than was held for it: a price or a limit in the price book is wrong. */
    COST_ABOVE_RESERVATION(true),
    POLICY_REJECTED(true),
    /** Requests go on, and are neither in the log nor in the books. */
    LOG_UNAVAILABLE(true);

    private final boolean critical;

    AlertKind(boolean critical) {
        this.critical = critical;
    }

    public boolean isCritical() {
        return critical;
    }
}
