package dev.fishnet.platform.linux;

import dev.fishnet.user.SubordinateIds.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in for the lockdown while elements are exchanged that hold somebody who stays: rules that name the uids
 * themselves, and drop everything of theirs for these milliseconds. They refer to no set, so they hold from the moment
 * they are loaded.
 */
final class NftBridge {
    private static final String NAME = "between";

    private NftBridge() {}

    static boolean is(NftBlock block) {
        return block.name().equals(NAME);
    }

    /** The chain that has to stand while one table becomes the other; empty when nobody who stays is touched. */
    static Optional<NftBlock> over(NftTable from, NftTable to) {
        NftUids endangered = new NftUids();
        from.blocks().values().stream()
                .filter(block -> block.kind().equals(NftBlock.SET))
                .forEach(set -> {
                    NftUids staying = staying(set, to);
                    removed(set, from, to).stream()
                            .flatMap(range -> staying.common(range).stream())
                            .forEach(endangered::add);
                });
        List<String> rules = endangered.ranges().stream()
                .map(range -> "meta skuid " + NftOwner.range(range) + " drop")
                .toList();
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(NftBlock.chain(NAME).with(rules).attached("hook postrouting priority 110"));
    }

    private static List<Range> removed(NftBlock set, NftTable from, NftTable to) {
        Set<String> kept = new HashSet<>(NftChange.rebuilds(from, to) ? List.of() : to.items(set.title()));
        return ranges(set.items().stream().filter(item -> !kept.contains(item)).toList());
    }

    /** Of a set for strict access everybody who has any of it: who changes from one to the other must not have more. */
    private static NftUids staying(NftBlock set, NftTable to) {
        List<Range> uids = new ArrayList<>();
        to.blocks().values().stream()
                .filter(other -> NftProfile.isStrict(set)
                        ? other.kind().equals(NftBlock.SET) && NftProfile.isStrict(other)
                        : other.title().equals(set.title()))
                .forEach(other -> uids.addAll(ranges(other.items())));
        return NftUids.of(uids);
    }

    private static List<Range> ranges(Collection<String> elements) {
        return elements.stream()
                .map(NftElements::uids)
                .flatMap(Optional::stream)
                .toList();
    }
}
