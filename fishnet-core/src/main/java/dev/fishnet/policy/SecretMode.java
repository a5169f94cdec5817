package dev.fishnet.policy;

/** What becomes of a secret that is found in a prompt. */
public enum SecretMode {
    IGNORE,
    ALERT,
    /** The secret's characters are replaced before the request is sent, and an alert says so. */
    REDACT,
    DENY
}
