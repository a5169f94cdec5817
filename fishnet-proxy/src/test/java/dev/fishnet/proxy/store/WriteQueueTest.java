package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.Waiting.Pace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WriteQueueTest {
    private static final int MOST = 4;

    private final AtomicInteger refusals = new AtomicInteger();
    private final WriteQueue queue = new WriteQueue(MOST, () -> {
        refusals.incrementAndGet();
        return BooksFailure.tooBusy(Path.of("fishnet.db"));
    });

    private Waiting<Long> add(Pace pace) {
        Waiting<Long> next = new Waiting<>(statements -> 0L, pace);
        assertSame(next, queue.add(next));
        return next;
    }

    @Test
    @Tag("S-67")
    void whatNobodyWaitsForKeepsItsPlace() throws Exception {
        List<Waiting<?>> added = List.of(add(Pace.SOON), add(Pace.NOW), add(Pace.SOON), add(Pace.SYNCED));

        assertEquals(added, queue.take(MOST));
    }

    @Test
    void whatNobodyWaitsForIsTakenByItself() throws Exception {
        List<Waiting<?>> added = List.of(add(Pace.SOON), add(Pace.SOON_SYNCED));

        assertEquals(added, queue.take(MOST));
    }

    /** Five milliseconds became six: a wait of a millisecond and a bit is one of two. */
    @ParameterizedTest
    @CsvSource({"5000000, 5", "4999999, 4", "4000001, 4", "1000000, 1", "999999, 0", "1, 0", "0, 0", "-1000001, -1"})
    @Tag("S-67")
    void aWaitIsNotRoundedUpPastItsEnd(long left, long millis) {
        assertEquals(millis, WriteQueue.wholeMillis(left));
    }

    @Test
    void whatIsTooMuchAtOnceIsTakenTheNextTime() throws Exception {
        List<Waiting<?>> added = List.of(add(Pace.SOON), add(Pace.NOW), add(Pace.SOON));

        assertEquals(added.subList(0, 2), queue.take(2));
        assertEquals(added.subList(2, 3), queue.take(2));
    }

    @Test
    void onlyWhatFindsNoRoomIsRefused() throws Exception {
        for (int i = 0; i < MOST; i++) {
            add(Pace.NOW);
        }
        assertEquals(0, refusals.get());

        FishnetException refused = WrittenLog.failure(queue.add(new Waiting<>(statements -> 0L, Pace.SOON)));

        assertEquals(
                "the books fishnet.db are written more slowly than requests come",
                String.valueOf(refused.getMessage()));
        assertEquals(MOST, queue.take(10).size());
    }

    @Test
    void afterItIsShutWhatWaitsIsTakenAndNothingMore() throws Exception {
        Waiting<Long> soon = add(Pace.SOON);
        queue.shut(BooksFailure.closed(Path.of("fishnet.db")));

        FishnetException refused = WrittenLog.failure(queue.add(new Waiting<>(statements -> 0L, Pace.NOW)));

        assertEquals("the books fishnet.db are closed", String.valueOf(refused.getMessage()));
        assertEquals(List.of(soon), queue.take(MOST));
        assertTrue(queue.take(MOST).isEmpty());
    }

    @Test
    void aWriterThatSleepsIsWokenByWhatNobodyWaitsFor() throws Exception {
        Thread writer = new Thread(() -> {
            try {
                queue.take(MOST).forEach(next -> next.fail(BooksFailure.closed(Path.of("fishnet.db"))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        writer.start();
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        WrittenLog.failure(add(Pace.SOON));
        writer.join();
    }
}
