package dev.fishnet.cli.daemon;

import dev.fishnet.error.FishnetException;
import java.time.Duration;

/** Brings the latest checkpoint to one outlet: the first at once, then so often, after a failure sooner. */
final class Delivery {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Outlet outlet;
    private final Duration every;
    private final Complaint complaint;
    private long delivered;
    private long due;

    /** @param now in nanoseconds, of a clock that only goes on */
    Delivery(Outlet outlet, Duration every, Complaint complaint, long now) {
        this.outlet = outlet;
        this.every = every;
        this.complaint = complaint;
        this.due = now;
    }

    void turn(Signed latest, long now, boolean last) {
        boolean news = latest.size() != delivered;
        if (!news || (now - due < 0 && !last)) {
            return;
        }
        try {
            outlet.put(latest);
            delivered = latest.size();
            due = now + every.toNanos();
            complaint.isOver();
        } catch (FishnetException e) {
            due = now + Math.min(every.toNanos(), AGAIN.toNanos());
            complaint.about("the checkpoint is not handed out: " + e.getMessage());
        }
    }
}
