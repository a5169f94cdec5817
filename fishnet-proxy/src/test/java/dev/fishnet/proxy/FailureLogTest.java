package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.upstream.UpstreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-10")
class FailureLogTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    private final FailureLog log = new FailureLog(lines::add, now::get);

    @Test
    void f5AFailureIsLoggedOnceInTenSecondsWithTheNumberOfOthers() {
        for (int i = 0; i < 100; i++) {
            log.failed(UpstreamName.OPENAI, "upstream_unreachable", "refused");
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(10) - 1);
        log.failed(UpstreamName.OPENAI, "upstream_unreachable", "refused");
        now.addAndGet(1);
        log.failed(UpstreamName.OPENAI, "upstream_unreachable", "no route");
        assertEquals(
                List.of(
                        "openai: upstream_unreachable: refused",
                        "openai: upstream_unreachable: no route (and 100 times before, not logged)"),
                lines);
    }

    @Test
    void f5OtherUpstreamsAndReasonsAreLoggedAtOnce() {
        log.failed(UpstreamName.OPENAI, "upstream_unreachable", "a");
        log.failed(UpstreamName.OPENAI, "upstream_timeout", "b");
        log.failed(UpstreamName.ANTHROPIC, "upstream_unreachable", "c");
        assertEquals(3, lines.size());
    }
}
