package dev.fishnet.platform.linux;

import java.util.List;

/**
 * Something named inside our table, in the words in which nft(8) lists it.
 *
 * @param kind a chain, a set, a counter or what else there may be
 * @param head what was said when it was made; what it is cannot be changed afterwards
 * @param items the rules of a chain in their order, or the elements of a set in ascending order
 */
record NftBlock(String kind, String name, List<String> head, List<String> items) {
    static final String CHAIN = "chain";
    static final String SET = "set";

    NftBlock {
        head = List.copyOf(head);
        items = List.copyOf(items);
    }

    static NftBlock counter(String name) {
        return new NftBlock("counter", name, List.of(), List.of());
    }

    static NftBlock chain(String name, String... rules) {
        return new NftBlock(CHAIN, name, List.of(), List.of(rules));
    }

    NftBlock attached(String hook) {
        return new NftBlock(kind, name, List.of("type filter " + hook + "; policy accept;"), items);
    }

    static NftBlock uids(String name, List<String> elements) {
        return new NftBlock(SET, name, List.of("type uid", "flags interval"), elements);
    }

    NftBlock with(List<String> other) {
        return new NftBlock(kind, name, head, other);
    }

    boolean isChain() {
        return kind.equals(CHAIN);
    }

    /** A set or a map. */
    boolean holdsElements() {
        return kind.equals(SET) || kind.equals("map");
    }

    String title() {
        return kind + " " + name;
    }

    /** As every command names it. */
    String address() {
        return kind + " " + NftTable.ADDRESS + " " + name;
    }
}
