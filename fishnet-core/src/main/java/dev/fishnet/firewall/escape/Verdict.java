package dev.fishnet.firewall.escape;

import java.util.Locale;

/** What became of an attempt. */
public enum Verdict {
    /** It did not get through, and the same attempt by root did. */
    BLOCKED,
    /** It got through. */
    OPEN,
    /** Nobody can try it on this machine now, root included. */
    IMPOSSIBLE,
    /** What must go on working does. */
    WORKS,
    /** What must go on working does not. */
    BROKEN;

    /** As reports have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
