package dev.fishnet.platform.linux;

import java.util.Comparator;
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
        return Comparator.comparing(Place::family).thenComparing(Place::table).compare(this, other);
    }

    @Override
    public String toString() {
        return family.tool() + " " + table.title();
    }
}
