package dev.fishnet.cli.audit;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Prints what comes into the log as it comes. An allowed request is printed when it begins, and once more with its
 * outcome.
 */
final class Following {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int REMEMBERED = 10_000;

    private final Logs logs;
    private final Selection wanted;
    private final EntryLines lines;
    private final LongConsumer damaged;
    private final Map<Long, Pages.Line> open = new LinkedHashMap<>();

    Following(Logs logs, Selection wanted, EntryLines lines, LongConsumer damaged) {
        this.logs = logs;
        this.wanted = wanted;
        this.lines = lines;
        this.damaged = damaged;
    }

    /** From this entry on, until the thread is interrupted. */
    void from(long first) throws FishnetException {
        long next = first;
        while (!Thread.currentThread().isInterrupted()) {
            next = news(next);
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Opened each time: an open reader sees one moment, and keeps the books from tidying up behind it. */
    private long news(long next) throws FishnetException {
        try (LogSource log = logs.open(List.of())) {
            long size = log.head().size();
            if (size < next) {
                throw new FishnetException(
                        ErrorKind.CORRUPT,
                        "the log had " + Counted.entries(next) + ", and now has " + size,
                        "it was put back or replaced; see 'fishnet audit verify'");
            }
            if (size > next) {
                log.entries(next, (index, text, leaf) -> {
                    add(index, text);
                    return true;
                });
            }
            return size;
        }
    }

    private void add(long index, byte[] text) {
        try {
            add(index, EntryReader.read(text).entry(), text);
        } catch (FishnetException e) {
            damaged.accept(index);
        }
    }

    private void add(long index, AuditEntry entry, byte[] text) {
        Pages.Line line = Pages.Line.of(index, entry, Optional.empty(), text);
        if (entry instanceof AuditEntry.Intent) {
            open.put(index, line);
            if (open.size() > REMEMBERED) {
                open.remove(open.keySet().iterator().next());
            }
        }
        if (entry instanceof AuditEntry.Outcome outcome && wanted.kind().isEmpty()) {
            ended(outcome, text);
        } else if (wanted.takes(entry, Optional.empty())) {
            lines.add(line);
        }
    }

    /** With {@code --json} it is the outcome's own line that is new. */
    private void ended(AuditEntry.Outcome outcome, byte[] text) {
        Pages.Line intent = open.remove(outcome.intent());
        if (intent != null && wanted.takes(intent.entry(), Optional.of(outcome))) {
            lines.add(Pages.Line.of(intent.index(), intent.entry(), Optional.of(outcome), text));
        }
    }
}
