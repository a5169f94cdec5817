package dev.fishnet.cli.spend;

import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.SpendHistory.DaySum;
import dev.fishnet.spend.Spending;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lines of the books, added up. */
record Totals(MicroUsd settled, MicroUsd held, long requests) {
    static final Totals NONE = new Totals(MicroUsd.ZERO, MicroUsd.ZERO, 0);

    MicroUsd used() {
        return settled.plus(held);
    }

    private Totals plus(DaySum sum) {
        return new Totals(settled.plus(sum.settled()), held.plus(sum.held()), requests + sum.requests());
    }

    static Totals of(List<DaySum> days, Predicate<DaySum> wanted) {
        Totals all = NONE;
        for (DaySum sum : days) {
            all = wanted.test(sum) ? all.plus(sum) : all;
        }
        return all;
    }

    static <K extends Comparable<? super K>> SortedMap<K, Totals> by(List<DaySum> days, Function<DaySum, K> key) {
        SortedMap<K, Totals> all = new TreeMap<>();
        for (DaySum sum : days) {
            all.put(key.apply(sum), all.getOrDefault(key.apply(sum), NONE).plus(sum));
        }
        return all;
    }

    /** What orders at Binance are worth is no money spent. */
    static List<DaySum> spent(List<DaySum> days) {
        return days.stream()
                .filter(sum -> !sum.upstream().equals(Spending.BINANCE))
                .toList();
    }
}
