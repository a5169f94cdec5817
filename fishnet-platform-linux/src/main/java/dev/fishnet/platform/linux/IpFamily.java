package dev.fishnet.platform.linux;

import dev.fishnet.process.Command;

/** An IP version: the programs that filter it, and its way to say no. */
enum IpFamily {
    V4("iptables", "127.0.0.1/32", "icmp-admin-prohibited"),
    V6("ip6tables", "::1/128", "icmp6-adm-prohibited");

    private final String tool;
    private final String loopback;
    private final String refusal;

    IpFamily(String tool, String loopback, String refusal) {
        this.tool = tool;
        this.loopback = loopback;
        this.refusal = refusal;
    }

    String tool() {
        return tool;
    }

    /** The one address that is loopback's own. */
    String loopback() {
        return loopback;
    }

    /** What {@code REJECT --reject-with} takes for everything but TCP. */
    String refusal() {
        return refusal;
    }

    /** The family of tables in which nft(8) shows what {@link #tool} keeps. */
    String nftName() {
        return switch (this) {
            case V4 -> "ip";
            case V6 -> "ip6";
        };
    }

    Command save(Table table) {
        return Command.of(tool + "-save", "-t", table.title());
    }

    /** One table's change as one transaction: all of it or none. */
    Command restore(String input) {
        return Command.of(tool + "-restore", "--wait", "--noflush").withInput(input);
    }
}
