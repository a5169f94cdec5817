package dev.fishnet.platform.linux;

import java.util.List;
import java.util.stream.Stream;

/** One table of one IP version: what a single transaction can change. */
record Place(IpFamily family, Table table) implements Comparable<Place> {
    static List<Place> of(List<IpFamily> families) {
        return families.stream()
                .flatMap(family -> Stream.of(Table.values()).map(table -> new Place(family, table)))
                .toList();
    }

    @Override
    public int compareTo(Place other) {
        int byFamily = family.compareTo(other.family);
        return byFamily == 0 ? table.compareTo(other.table) : byFamily;
    }

    @Override
    public String toString() {
        return family.tool() + " " + table.title();
    }
}
