package dev.fishnet.proxy;

import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What goes wrong with upstreams, said once in a while for each upstream and reason, with the number of times it was
 * not said: an agent can make requests fail as fast as it likes. Shared by all event loops.
 */
final class FailureLog {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private record Subject(UpstreamName upstream, String rule) {}

    private record Said(long when, long since) {}

    private final Map<Subject, Said> said = new HashMap<>();
    private final Consumer<String> log;
    private final LongSupplier nanos;

    FailureLog(Consumer<String> log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /** @param rule one of the gateway's own, so that there are few of them; the detail may be anything */
    void failed(UpstreamName upstream, String rule, String detail) {
        long unsaid = unsaidUntilNow(new Subject(upstream, rule));
        if (unsaid >= 0) {
            String more = unsaid == 0 ? "" : " (and " + unsaid + " times before, not logged)";
            log.accept(upstream + ": " + rule + ": " + detail + more);
        }
    }

    /** Negative when it is too early to say it again. */
    private synchronized long unsaidUntilNow(Subject subject) {
        long now = nanos.getAsLong();
        Said last = said.get(subject);
        if (last != null && now - last.when() < PAUSE) {
            said.put(subject, new Said(last.when(), last.since() + 1));
            return -1;
        }
        said.put(subject, new Said(now, 0));
        return last == null ? 0 : last.since();
    }
}
