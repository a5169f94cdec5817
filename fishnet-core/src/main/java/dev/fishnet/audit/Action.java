package dev.fishnet.audit;

import java.util.Locale;

/** What was done to Fishnet, or by it, apart from requests. The names are stable across releases. */
public enum Action {
    SERVICE_STARTED,
    SERVICE_STOPPED,
    SERVICE_INSTALLED,
    SERVICE_REMOVED,
    POLICY_EDITED,
    POLICY_REFUSED,
    VAULT_CREATED,
    VAULT_BACKED_UP,
    VAULT_RESTORED,
    UNLOCK_FAILED,
    UNLOCK_KEY_KEPT,
    CREDENTIAL_ADDED,
    CREDENTIAL_REPLACED,
    CREDENTIAL_REMOVED,
    CREDENTIAL_FIRST_USED,
    AGENT_ADDED,
    TOKEN_ISSUED,
    TOKEN_REVOKED,
    PROMPTS_ACCEPTED,
    FIREWALL_ENABLED,
    FIREWALL_DISABLED,
    FIREWALL_DRIFTED,
    FIREWALL_REPAIRED;

    /** As the log has it: lower-case words joined by underscores. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
