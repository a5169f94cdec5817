package dev.fishnet.policy;

/** What a guard does about what it finds. */
public enum GuardMode {
    IGNORE,
    ALERT,
    DENY
}
