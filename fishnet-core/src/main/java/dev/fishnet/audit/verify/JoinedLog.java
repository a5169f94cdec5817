package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A log and its archives, as if nothing had ever been moved. */
public final class JoinedLog implements LogSource {
    private final List<ArchivedPart> parts;
    private final LogSource live;
    private final long border;

    private JoinedLog(List<ArchivedPart> parts, LogSource live, long border) {
        this.parts = parts;
        this.live = live;
        this.border = border;
    }

    /**
     * Puts archives before a log; the log is closed with it.
     *
     * @throws FishnetException of kind USAGE when there are entries between two of them that are in none
     */
    public static LogSource of(List<ArchivedPart> archives, LogSource live) throws FishnetException {
        if (archives.isEmpty()) {
            return live;
        }
        List<ArchivedPart> parts = archives.stream()
                .sorted(Comparator.comparingLong(ArchivedPart::from))
                .toList();
        long border = parts.getFirst().from();
        for (ArchivedPart part : parts) {
            requireNext(border, part.from());
            border = part.to();
        }
        if (border < live.first()) {
            requireNext(border, live.first());
        }
        return new JoinedLog(parts, live, border);
    }

    private static void requireNext(long expected, long found) throws FishnetException {
        if (expected != found) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    expected < found
                            ? Sentences.entries(expected, found - 1) + " are in none of these archives"
                            : "two of these archives have entry " + found,
                    "name each archive once, and those between them too");
        }
    }

    @Override
    public long first() {
        return parts.getFirst().from();
    }

    @Override
    public TreeHead head() throws FishnetException {
        return live.head();
    }

    @Override
    public void entries(long from, Sink sink) throws FishnetException {
        for (ArchivedPart part : parts) {
            if (from < part.to() && !part.entries(from, sink)) {
                return;
            }
        }
        live.entries(Math.max(from, border), sink);
    }

    @Override
    public void backwards(long from, Sink sink) throws FishnetException {
        boolean[] more = {true};
        live.backwards(from, (index, text, leaf) -> {
            if (index < border) {
                return false;
            }
            more[0] = sink.entry(index, text, leaf);
            return more[0];
        });
        for (ArchivedPart part : parts.reversed()) {
            if (more[0] && from >= part.from()) {
                more[0] = part.backwards(from, sink);
            }
        }
    }

    @Override
    public Optional<LogHash> node(int level, long index) throws FishnetException {
        return live.node(level, index);
    }

    @Override
    public List<String> checkpoints() throws FishnetException {
        return live.checkpoints();
    }

    @Override
    public void close() {
        live.close();
    }
}
