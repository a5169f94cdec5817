package dev.fishnet.platform.linux;

import java.util.List;

/** A table that holds a part of the lockdown: where the kernel enters it, and the chains there that are ours. */
enum Table {
    /** Refuses at once, with an answer that programs understand. */
    FILTER("filter", "OUTPUT"),

    /** Asked after the last routing decision: catches what address translation turned away from loopback. */
    MANGLE("mangle", "POSTROUTING");

    private final String title;
    private final String base;

    Table(String title, String base) {
        this.title = title;
        this.base = base;
    }

    String title() {
        return title;
    }

    /** The built-in chain that every outgoing packet passes. */
    String base() {
        return base;
    }

    /** Our chains; the built-in one jumps to the first, which holds a rule for every agent. */
    List<String> chains() {
        return switch (this) {
            case FILTER -> List.of("FISHNET-OUT", "FISHNET-AGENT", "FISHNET-DENY");
            case MANGLE -> List.of("FISHNET-POST");
        };
    }

    String entry() {
        return chains().getFirst();
    }
}
