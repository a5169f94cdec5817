package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What stands between our table as it is loaded and as it should be, one line each. */
final class NftDifferences {
    private static final int MOST = 20;

    private final List<String> lines = new ArrayList<>();

    private NftDifferences() {}

    static List<String> between(NftTable found, NftTable wanted) {
        NftDifferences differences = new NftDifferences();
        found.flags().forEach(flags -> differences.say("the table has " + flags));
        wanted.blocks()
                .values()
                .forEach(block -> found.find(block)
                        .ifPresentOrElse(
                                loaded -> differences.block(loaded, block),
                                () -> differences.say("there is no " + block.title())));
        found.blocks().values().stream()
                .filter(block -> wanted.find(block).isEmpty())
                .forEach(block -> differences.say("there is also " + block.title()));
        return differences.lines.stream().limit(MOST).toList();
    }

    private void block(NftBlock found, NftBlock wanted) {
        if (!found.head().equals(wanted.head())) {
            say(wanted.title() + " was made otherwise: " + String.join("; ", found.head()));
        }
        if (found.items().isEmpty() && !wanted.items().isEmpty()) {
            say(wanted.title() + " is empty");
        } else if (!found.items().equals(wanted.items())) {
            items(wanted.title(), found.items(), wanted.items());
        }
    }

    private void items(String title, List<String> found, List<String> wanted) {
        int before = lines.size();
        without(wanted, found).forEach(item -> say(title + " lacks: " + item));
        without(found, wanted).forEach(item -> say(title + " has also: " + item));
        if (lines.size() == before) {
            say(title + " has its rules in another order, or more than once");
        }
    }

    private static Stream<String> without(List<String> items, List<String> others) {
        Set<String> known = new HashSet<>(others);
        return items.stream().filter(item -> !known.contains(item));
    }

    private void say(String what) {
        lines.add("nftables: " + what);
    }
}
