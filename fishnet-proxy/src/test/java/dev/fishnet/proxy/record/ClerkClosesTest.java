package dev.fishnet.proxy.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditStorePort;
import dev.fishnet.audit.Ending;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.testkit.AuditStorePortContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the day: the last request ends while the clerk closes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClerkClosesTest {
    /** It took fewer than a hundred to go wrong. */
    private static final int ROUNDS = 500;

    /** Then the other one may be in need of the processor. */
    private static final int SPINS = 1_000;

    private static final Intention.End END =
            new Intention.End(Ending.UNSENT, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final CompletionStage<Long> WRITTEN = CompletableFuture.completedStage(1L);

    /** Two who meet here go on at the same moment, or so many pauses after it. */
    private static final class Meeting {
        private final AtomicInteger arrived = new AtomicInteger();

        void attend(int pauses) {
            arrived.incrementAndGet();
            for (int spins = 0; arrived.get() < 2; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            for (int i = 0; i < pauses; i++) {
                Thread.onSpinWait();
            }
        }
    }

    /** Its outcome is the last thing that is heard of a request before it is counted as closed. */
    private record MeetingLog(Meeting meeting, int pauses) implements AuditStorePort {
        @Override
        public CompletionStage<Long> append(AuditEntry entry) {
            return WRITTEN;
        }

        @Override
        public CompletionStage<Long> appendSoon(AuditEntry entry) {
            meeting.attend(pauses);
            return WRITTEN;
        }

        @Override
        public CompletionStage<Long> appendSynced(AuditEntry entry) {
            return WRITTEN;
        }

        @Override
        public Set<Long> credentialsUsed() {
            return Set.of();
        }
    }

    private static CaseFile judged() {
        CaseFile file = new CaseFile(OptionalLong.empty());
        file.judged(AuditStorePortContract.judged().policy(), Optional.empty());
        return file;
    }

    /** Whoever waited for it waited for nothing, until patience ran out. */
    @Test
    void anOutcomeThatComesWhileItClosesWakesIt() throws Exception {
        List<Throwable> unwritten = new ArrayList<>();
        for (int round = 0; round < ROUNDS && unwritten.isEmpty(); round++) {
            Meeting meeting = new Meeting();
            Clerk clerk = new Clerk(
                    new MeetingLog(meeting, round % 16), InstantSource.system(), AuditSettings.DEFAULT, unwritten::add);
            Intention last = clerk.intends(judged(), Optional.empty(), length -> new byte[0], 0);
            Thread request = new Thread(() -> last.ended(END));
            request.start();
            meeting.attend(round % 3);
            clerk.close();
            request.join();
        }

        assertEquals(List.of(), unwritten);
    }
}
