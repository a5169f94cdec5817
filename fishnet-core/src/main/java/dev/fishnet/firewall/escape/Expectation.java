package dev.fishnet.firewall.escape;

import java.util.Locale;

/** What should become of an attempt. */
public enum Expectation {
    /** The lockdown refuses it. */
    BLOCKED,
    /** The lockdown leaves it open by design; whether it is open says nothing against it. */
    OPEN,
    /** The agent's work depends on it. */
    WORKS;

    /** As reports have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
