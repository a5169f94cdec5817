package dev.fishnet.platform.linux;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table that is ours, whole.
 *
 * @param flags what holds for the table at large; none when it is as we make it
 * @param blocks by their titles
 */
record NftTable(List<String> flags, SortedMap<String, NftBlock> blocks) {
    static final String ADDRESS = "inet fishnet";
    static final NftTable NOTHING = of(List.of());

    NftTable {
        flags = List.copyOf(flags);
        blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
    }

    static NftTable of(Collection<NftBlock> blocks) {
        SortedMap<String, NftBlock> byTitle = new TreeMap<>();
        blocks.forEach(block -> byTitle.put(block.title(), block));
        return new NftTable(List.of(), byTitle);
    }

    NftTable with(NftBlock block) {
        SortedMap<String, NftBlock> more = new TreeMap<>(blocks);
        more.put(block.title(), block);
        return new NftTable(flags, more);
    }

    Optional<NftBlock> find(NftBlock other) {
        return Optional.ofNullable(blocks.get(other.title()));
    }

    /** What stands in the block of that title; nothing when there is no such block. */
    List<String> items(String title) {
        NftBlock block = blocks.get(title);
        return block == null ? List.of() : block.items();
    }
}
