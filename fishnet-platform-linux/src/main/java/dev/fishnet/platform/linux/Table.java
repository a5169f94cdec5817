package dev.fishnet.platform.linux;

import java.util.List;

/** A table that holds a part of the lockdown: where the kernel enters it, and the chains there that are ours. */
enum Table {
    /** Refuses at once, with an answer that programs understand. */
    FILTER("filter", "OUTPUT", "FISHNET-OUT"),

    /** Asked after the last routing decision: catches what address translation turned away from loopback. */
    MANGLE("mangle", "POSTROUTING", "FISHNET-POST");

    private final String title;
    private final String base;
    private final String entry;

    Table(String title, String base, String entry) {
        this.title = title;
        this.base = base;
        this.entry = entry;
    }

    String title() {
        return title;
    }

    /** The built-in chain that every outgoing packet passes. */
    String base() {
        return base;
    }

    /** Every chain that the kernel can enter this table by. */
    List<String> builtIn() {
        return switch (this) {
            case FILTER -> List.of("INPUT", "FORWARD", "OUTPUT");
            case MANGLE -> List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");
        };
    }

    /** The chain of ours that the built-in one jumps to. */
    String entry() {
        return entry;
    }

    /** The chains that the lockdown of one agent has, with its loopback. */
    List<String> chains() {
        return switch (this) {
            case FILTER -> List.of(entry, AgentComments.CHAIN, "FISHNET-AGENT", "FISHNET-DENY");
            case MANGLE -> List.of(entry, AgentComments.CHAIN);
        };
    }
}
