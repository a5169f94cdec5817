package dev.fishnet.testkit;

import dev.fishnet.audit.Appending;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditStorePort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A log that is gone with the test. What survives a kill survives {@link #reopen}. */
public final class InMemoryLog implements AuditStorePort {
    private final List<AuditEntry> entries;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private final List<AuditEntry> synced = new ArrayList<>();
    private boolean failing;
    private boolean keeping;

    public InMemoryLog() {
        this(new ArrayList<>());
    }

    private InMemoryLog(List<AuditEntry> entries) {
        this.entries = entries;
    }

    /** The same log, as the next process finds it. */
    public synchronized InMemoryLog reopen() {
        return new InMemoryLog(new ArrayList<>(entries));
    }

    /** From now on nothing can be written, as on a disk that is full. */
    public synchronized void fail() {
        failing = true;
    }

    /** From now on what is appended is not written, and waits. */
    public synchronized void hold() {
        holding = true;
    }

    /** From now on an intent is kept at once, whether or not it waits to be written. */
    public synchronized void keep() {
        keeping = true;
    }

    /** How many appends wait. */
    public synchronized int waiting() {
        return held.size();
    }

    /** Writes what waits, or fails it after {@link #fail}, and what comes later at once. */
    public void letGo() {
        List<Runnable> all;
        synchronized (this) {
            holding = false;
            all = new ArrayList<>(held);
            held.clear();
        }
        all.forEach(Runnable::run);
    }

    /** What was written; an entry's place is its index. */
    public synchronized List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** Those of one kind. */
    public <T extends AuditEntry> List<T> entries(Class<T> kind) {
        return entries().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public CompletionStage<Long> append(AuditEntry entry) {
        CompletableFuture<Long> written = new CompletableFuture<>();
        boolean later;
        synchronized (this) {
            later = holding;
            if (later) {
                held.add(() -> write(entry, written));
            }
        }
        if (!later) {
            write(entry, written);
        }
        return written.minimalCompletionStage();
    }

    @Override
    public Appending appendIntent(AuditEntry.Intent intent) {
        boolean kept;
        synchronized (this) {
            kept = keeping;
        }
        CompletionStage<Long> index = append(intent);
        return kept ? new Appending(CompletableFuture.completedStage(true), index) : Appending.of(index);
    }

    @Override
    public CompletionStage<Long> appendSoon(AuditEntry entry) {
        return append(entry);
    }

    @Override
    public CompletionStage<Long> appendSynced(AuditEntry entry) {
        synchronized (this) {
            synced.add(entry);
        }
        return append(entry);
    }

    /** Whether whoever appended it waits for the disk. */
    public synchronized boolean isSynced(AuditEntry entry) {
        return synced.contains(entry);
    }

    private void write(AuditEntry entry, CompletableFuture<Long> written) {
        Optional<Long> index = put(entry);
        if (index.isPresent()) {
            written.complete(index.get());
        } else {
            written.completeExceptionally(new IllegalStateException("the log cannot be written"));
        }
    }

    private synchronized Optional<Long> put(AuditEntry entry) {
        if (failing) {
            return Optional.empty();
        }
        entries.add(entry);
        return Optional.of(entries.size() - 1L);
    }

    @Override
    public Set<Long> credentialsUsed() {
        return entries(AuditEntry.Intent.class).stream()
                .flatMap(intent -> intent.credential().stream())
                .map(credential -> credential.version())
                .collect(Collectors.toSet());
    }
}
