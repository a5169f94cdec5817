package dev.fishnet.testkit;

import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendHistory.DaySum;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.spend.SpendStorePort;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Books that are gone with the test. What survives a kill survives {@link #reopen}. */
public final class InMemoryBooks implements SpendStorePort {
    private final List<SpendRecord> records;
    private final int earlier;
    private boolean failing;
    private boolean closed;

    public InMemoryBooks() {
        this(new ArrayList<>());
    }

    private InMemoryBooks(List<SpendRecord> records) {
        this.records = records;
        this.earlier = records.size();
    }

    /** The same books, as the next process finds them. */
    public synchronized InMemoryBooks reopen() {
        return new InMemoryBooks(new ArrayList<>(records));
    }

    /** From now on nothing can be written, as on a disk that is full. */
    public synchronized void fail() {
        failing = true;
    }

    /** What was written. */
    public synchronized List<SpendRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public synchronized CompletionStage<Void> append(SpendRecord record) {
        if (failing || closed) {
            return CompletableFuture.failedStage(new IllegalStateException("the books cannot be written"));
        }
        records.add(record);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> appendSoon(SpendRecord record) {
        return append(record);
    }

    @Override
    public synchronized SpendHistory since(LocalDate day) {
        Map<Long, Reservation> open = new HashMap<>();
        Map<List<Object>, DaySum> sums = new LinkedHashMap<>();
        long last = 0;
        for (int i = 0; i < records.size(); i++) {
            if (i == earlier) {
                open.clear();
            }
            last = Math.max(last, records.get(i).id());
            add(records.get(i), open, sums);
        }
        return new SpendHistory(
                last,
                sums.values().stream().filter(sum -> !sum.day().isBefore(day)).toList());
    }

    private static void add(SpendRecord record, Map<Long, Reservation> open, Map<List<Object>, DaySum> sums) {
        switch (record) {
            case SpendRecord.Held held -> {
                open.put(held.id(), held.reservation());
                change(
                        sums,
                        held.reservation(),
                        0,
                        held.reservation().claim().atMost().value(),
                        1);
            }
            case SpendRecord.Settled settled -> {
                Reservation was = open.remove(settled.id());
                if (was != null) {
                    change(
                            sums,
                            was,
                            settled.cost().value(),
                            -was.claim().atMost().value(),
                            0);
                }
            }
            case SpendRecord.Kept kept -> open.remove(kept.id());
        }
    }

    private static void change(Map<List<Object>, DaySum> sums, Reservation of, long settled, long held, int requests) {
        List<Object> key = List.of(
                of.day(), of.claim().agent(), of.claim().upstream(), of.claim().what());
        DaySum empty = new DaySum(
                of.day(),
                of.claim().agent(),
                of.claim().upstream(),
                of.claim().what(),
                MicroUsd.ZERO,
                MicroUsd.ZERO,
                0);
        DaySum old = sums.getOrDefault(key, empty);
        sums.put(
                key,
                new DaySum(
                        old.day(),
                        old.agent(),
                        old.upstream(),
                        old.what(),
                        new MicroUsd(old.settled().value() + settled),
                        new MicroUsd(old.held().value() + held),
                        old.requests() + requests));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
