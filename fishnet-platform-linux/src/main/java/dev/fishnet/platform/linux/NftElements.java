package dev.fishnet.platform.linux;

import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The elements of a set of uids. Agents' uids may overlap, elements may not, so an agent gets only the pieces that
 * nobody has; an element that is loaded and still somebody's stays as it is, because changing one in place would open a
 * gap.
 */
final class NftElements {
    private NftElements() {}

    /** Elements that cover exactly these, ascending; what is found stays wherever it can. */
    static List<String> covering(List<NftOwner> owners, List<String> found) {
        Map<UserName, List<NftOwner>> byAgent = new HashMap<>();
        owners.forEach(owner -> byAgent.computeIfAbsent(owner.agent(), name -> new ArrayList<>())
                .add(owner));
        List<NftOwner> elements = new ArrayList<>();
        NftUids covered = new NftUids();
        for (String item : found) {
            Optional<NftOwner> piece = NftOwner.parse(item)
                    .filter(owner -> byAgent.getOrDefault(owner.agent(), List.of()).stream()
                            .anyMatch(whole -> whole.includes(owner)));
            piece.ifPresent(kept -> take(kept, covered, elements));
        }
        owners.forEach(owner -> take(owner, covered, elements));
        return elements.stream()
                .sorted(Comparator.comparingLong(element -> element.uids().first()))
                .map(NftOwner::element)
                .toList();
    }

    private static void take(NftOwner owner, NftUids covered, List<NftOwner> elements) {
        covered.add(owner.uids()).forEach(piece -> elements.add(new NftOwner(owner.agent(), piece)));
    }

    /** The uids of an element, whoever put it there; empty when those are not an agent's. */
    static Optional<Range> uids(String element) {
        String[] ends = key(element).split("-", 2);
        try {
            return Optional.of(new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** What a command names an element by: all but its comment. */
    static String key(String element) {
        return element.split(" ", 2)[0];
    }
}
