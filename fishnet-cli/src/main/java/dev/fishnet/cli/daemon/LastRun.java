package dev.fishnet.cli.daemon;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How the daemon ended that wrote into the log before: in order, or with requests under way. Read from the end back.
 */
final class LastRun implements LogSource.Sink {
    /** Some seconds' reading; a request that began further back is not missed for long. */
    static final int MOST = 500_000;

    private final int most;
    private final Set<Long> ended = new HashSet<>();
    private Optional<Action> last = Optional.empty();
    private long open;
    private int seen;

    private LastRun(int most) {
        this.most = most;
    }

    static LastRun in(LogSource log) throws FishnetException {
        return in(log, MOST);
    }

    /** @param most how many entries to look at */
    static LastRun in(LogSource log, int most) throws FishnetException {
        LastRun run = new LastRun(most);
        log.backwards(log.head().size() - 1, run);
        return run;
    }

    @Override
    public boolean entry(long index, byte[] text, Optional<LogHash> leaf) throws FishnetException {
        EntryReader.Glance glance = EntryReader.glance(text);
        switch (glance.kind()) {
            case "outcome" -> glance.intent().ifPresent(ended::add);
            case "intent" -> open += ended.remove(index) ? 0 : 1;
            case "act" -> last = ofTheService(text);
            default -> {}
        }
        seen++;
        return last.isEmpty() && seen < most;
    }

    private static Optional<Action> ofTheService(byte[] text) throws FishnetException {
        return Optional.of(EntryReader.read(text).entry())
                .map(entry -> ((AuditEntry.Act) entry).action())
                .filter(action -> action == Action.SERVICE_STARTED || action == Action.SERVICE_STOPPED);
    }

    /** Whether there was a run that nothing says the end of. */
    boolean wasCut() {
        boolean stopped = last.filter(Action.SERVICE_STOPPED::equals).isPresent();
        return !stopped && (last.isPresent() || seen == most);
    }

    /** What is missing of a run that was cut off, as a clause. */
    String missing() {
        return known() + (last.isEmpty() ? ", as far as the last " + most + " entries tell" : "");
    }

    private String known() {
        return switch ((int) Math.min(open, 2)) {
            case 0 -> "no request was under way";
            case 1 -> "one request has no outcome";
            default -> open + " requests have no outcome";
        };
    }
}
