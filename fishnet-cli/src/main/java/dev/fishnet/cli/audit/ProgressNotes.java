package dev.fishnet.cli.audit;

import dev.fishnet.audit.verify.Progress;
import dev.fishnet.cli.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says how far a long pass has come: after a second for the first time, then every five. */
final class ProgressNotes implements Progress {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration NEXT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Terminal terminal;
    private Instant due;

    ProgressNotes(Clock clock, Terminal terminal) {
        this.clock = clock;
        this.terminal = terminal;
        this.due = clock.instant().plus(FIRST);
    }

    @Override
    public void at(long entries) {
        Instant now = clock.instant();
        if (!now.isBefore(due)) {
            due = now.plus(NEXT);
            terminal.note(Counted.entries(entries) + " so far");
        }
    }
}
