package dev.fishnet.cli.audit;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The latest entries that are wanted. */
final class Pages {
    /** How much a clock is expected to have been set back at most, before looking further back is given up. */
    private static final Duration CLOCK = Duration.ofDays(1);

    private final Selection wanted;
    private final int limit;
    private final LongConsumer damaged;
    private final Map<Long, AuditEntry.Outcome> outcomes = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private Pages(Selection wanted, int limit, LongConsumer damaged) {
        this.wanted = wanted;
        this.limit = limit;
        this.damaged = damaged;
    }

    /**
     * An entry, and what became of it if it is an intent.
     *
     * @param text as it is kept
     */
    record Line(long index, AuditEntry entry, Optional<AuditEntry.Outcome> outcome, String text) {
        static Line of(long index, AuditEntry entry, Optional<AuditEntry.Outcome> outcome, byte[] text) {
            return new Line(index, entry, outcome, new String(text, StandardCharsets.UTF_8));
        }
    }

    /**
     * So many of them at most, the earliest first. An outcome stands with its intent, unless outcomes are asked for.
     *
     * @param damaged hears of entries that cannot be read
     */
    static List<Line> latest(LogSource log, Selection wanted, int limit, LongConsumer damaged) throws FishnetException {
        Pages pages = new Pages(wanted, limit, damaged);
        log.backwards(Long.MAX_VALUE, (index, text, leaf) -> pages.add(index, text));
        return pages.lines.reversed();
    }

    private boolean add(long index, byte[] text) {
        AuditEntry entry;
        try {
            entry = EntryReader.read(text).entry();
        } catch (FishnetException e) {
            damaged.accept(index);
            return true;
        }
        if (entry instanceof AuditEntry.Outcome outcome) {
            outcomes.put(outcome.intent(), outcome);
        }
        Optional<AuditEntry.Outcome> outcome = Optional.ofNullable(outcomes.remove(index));
        if (isLine(entry, wanted) && wanted.takes(entry, outcome)) {
            lines.add(Line.of(index, entry, outcome, text));
        }
        return lines.size() < limit
                && wanted.since()
                        .map(since -> !entry.at().isBefore(since.minus(CLOCK)))
                        .orElse(true);
    }

    /** What belongs to another entry has no line of its own. */
    static boolean isLine(AuditEntry entry, Selection wanted) {
        return wanted.kind().isPresent() || !(entry instanceof AuditEntry.Outcome);
    }
}
