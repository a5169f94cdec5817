package dev.fishnet.cli.lab.storm;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How often each thing has happened. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    void count(Object what) {
        counts.computeIfAbsent(word(what), key -> new LongAdder()).increment();
    }

    long of(Object what) {
        LongAdder count = counts.get(word(what));
        return count == null ? 0 : count.sum();
    }

    private static String word(Object what) {
        String kind = what instanceof Enum<?> named ? named.getDeclaringClass().getSimpleName() + " " : "";
        return (kind + what).toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** A row for each, as Markdown. */
    String rows() {
        return counts.entrySet().stream()
                .map(entry -> "| " + entry.getKey() + " | " + entry.getValue() + " |\n")
                .collect(Collectors.joining());
    }
}
