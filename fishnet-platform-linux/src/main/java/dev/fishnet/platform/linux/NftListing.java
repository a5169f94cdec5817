package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads what {@code nft list table} printed: one level of blocks inside the table, one rule on a line. */
final class NftListing {
    private static final String ELEMENTS = "elements = {";
    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");

    private final List<String> lines;
    private final List<String> flags = new ArrayList<>();
    private final SortedMap<String, NftBlock> blocks = new TreeMap<>();
    private int next;

    private NftListing(List<String> lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException when this is not the listing of our table */
    static NftTable parse(String printed) {
        List<String> lines = printed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return new NftListing(lines).table();
    }

    private NftTable table() {
        if (!take().equals("table " + NftTable.ADDRESS + " {")) {
            throw new IllegalArgumentException("it does not begin with our table");
        }
        for (String line = take(); !line.equals("}"); line = take()) {
            if (line.endsWith("{")) {
                NftBlock block = block(line);
                blocks.put(block.title(), block);
            } else if (line.startsWith("flags ")) {
                flags.add(line);
            }
        }
        if (next != lines.size()) {
            throw new IllegalArgumentException("it goes on after our table");
        }
        return new NftTable(flags, blocks);
    }

    private String take() {
        if (next == lines.size()) {
            throw new IllegalArgumentException("it breaks off");
        }
        return lines.get(next++);
    }

    private NftBlock block(String opening) {
        String title = opening.substring(0, opening.length() - 1).strip();
        int space = title.lastIndexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("it has a block without a name");
        }
        List<String> head = new ArrayList<>();
        List<String> items = new ArrayList<>();
        boolean chain = title.startsWith(NftBlock.CHAIN + " ");
        for (String line = take(); !line.equals("}"); line = take()) {
            if (line.startsWith(ELEMENTS)) {
                items.addAll(elements(line));
            } else {
                (chain && !declares(line) ? items : head).add(line);
            }
        }
        return new NftBlock(title.substring(0, space), title.substring(space + 1), head, items);
    }

    private static boolean declares(String line) {
        return line.startsWith("type ") || line.startsWith("comment ");
    }

    private List<String> elements(String opening) {
        StringBuilder all = new StringBuilder(opening.substring(ELEMENTS.length()));
        for (String line = opening; !line.endsWith("}"); ) {
            line = take();
            all.append(' ').append(line);
        }
        all.setLength(all.length() - 1);
        return ELEMENT.matcher(all)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }
}
