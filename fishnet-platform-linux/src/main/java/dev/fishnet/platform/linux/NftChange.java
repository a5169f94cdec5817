package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The input for {@code nft -f -} that turns our table into something else, in one transaction. A chain is emptied and
 * refilled, of a set only those elements are touched that differ: both without a gap, which a table or a set that is
 * replaced would have.
 */
final class NftChange {
    private final NftTable from;
    private final NftTable to;
    private final boolean rebuilt;
    private final List<String> lines = new ArrayList<>();

    private NftChange(NftTable from, NftTable to) {
        this.from = from;
        this.to = to;
        this.rebuilt = rebuilds(from, to);
    }

    /** From nothing, to nothing, or between two tables that differ. */
    static String input(Optional<NftTable> from, Optional<NftTable> to) {
        List<String> lines = to.map(wanted -> new NftChange(from.orElse(NftTable.NOTHING), wanted).lines())
                .orElseGet(() -> List.of("delete table " + NftTable.ADDRESS));
        return String.join("\n", lines) + "\n";
    }

    /** Whether something has the name of another thing: what a chain or set is cannot be changed while it is used. */
    static boolean rebuilds(NftTable from, NftTable to) {
        return to.blocks().values().stream()
                .anyMatch(block -> from.find(block)
                        .filter(other -> !other.head().equals(block.head()))
                        .isPresent());
    }

    private List<String> lines() {
        String flags = to.flags().isEmpty() ? "" : " { " + String.join("; ", to.flags()) + "; }";
        lines.add("add table " + NftTable.ADDRESS + flags);
        from.blocks().values().stream()
                .filter(block -> block.isChain() && !block.items().isEmpty())
                .filter(block -> gone(block) || !sameItems(block, to))
                .forEach(block -> lines.add("flush " + block.address()));
        remove(NftBlock::holdsElements);
        remove(NftBlock::isChain);
        remove(NftChange::isObject);
        add(NftChange::isObject);
        add(NftBlock::isChain);
        add(NftBlock::holdsElements);
        to.blocks().values().stream().filter(NftBlock::holdsElements).forEach(this::moveElements);
        to.blocks().values().stream()
                .filter(block -> block.isChain() && (fresh(block) || !sameItems(block, from)))
                .forEach(block -> block.items()
                        .forEach(rule -> lines.add("add rule " + NftTable.ADDRESS + " " + block.name() + " " + rule)));
        return lines;
    }

    private static boolean isObject(NftBlock block) {
        return !block.isChain() && !block.holdsElements();
    }

    private static boolean sameItems(NftBlock block, NftTable other) {
        return block.items().equals(other.items(block.title()));
    }

    private boolean gone(NftBlock block) {
        return rebuilt ? !NftBridge.is(block) : to.find(block).isEmpty();
    }

    private boolean fresh(NftBlock block) {
        return rebuilt ? !NftBridge.is(block) : from.find(block).isEmpty();
    }

    private void remove(Predicate<NftBlock> which) {
        from.blocks().values().stream()
                .filter(which.and(this::gone))
                .forEach(block -> lines.add("delete " + block.address()));
    }

    private void add(Predicate<NftBlock> which) {
        to.blocks().values().stream().filter(which.and(this::fresh)).forEach(block -> {
            String head =
                    String.join(" ", block.head().stream().map(NftChange::ended).toList());
            lines.add("add " + block.address() + (head.isEmpty() ? "" : " { " + head + " }"));
        });
    }

    private static String ended(String line) {
        return line.endsWith(";") ? line : line + ";";
    }

    private void moveElements(NftBlock set) {
        Set<String> held = new LinkedHashSet<>(fresh(set) ? List.of() : from.items(set.title()));
        List<String> missing =
                set.items().stream().filter(element -> !held.contains(element)).toList();
        set.items().forEach(held::remove);
        elements("delete", set, held.stream().map(NftElements::key).toList());
        elements("add", set, missing);
    }

    private void elements(String verb, NftBlock set, List<String> elements) {
        if (!elements.isEmpty()) {
            lines.add(verb + " element " + NftTable.ADDRESS + " " + set.name() + " { " + String.join(", ", elements)
                    + " }");
        }
    }
}
