package dev.fishnet.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What has happened at a {@link FakeUpstream}; the oldest requests are forgotten when there are very many. */
final class RequestLog {
    private static final int KEPT = 4096;

    private final Deque<RecordedRequest> all = new ArrayDeque<>();
    private final BlockingDeque<RecordedRequest> unseen = new LinkedBlockingDeque<>();
    private final BlockingDeque<Integer> disconnects = new LinkedBlockingDeque<>();

    synchronized void add(RecordedRequest request) {
        if (all.size() == KEPT) {
            all.removeFirst();
        }
        if (unseen.size() == KEPT) {
            unseen.pollFirst();
        }
        all.addLast(request);
        unseen.addLast(request);
    }

    void disconnected(int connection) {
        disconnects.addLast(connection);
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(all);
    }

    RecordedRequest next(Duration patience) throws InterruptedException {
        return required(unseen.pollFirst(patience.toNanos(), TimeUnit.NANOSECONDS), "no request", patience);
    }

    int nextDisconnect(Duration patience) throws InterruptedException {
        return required(disconnects.pollFirst(patience.toNanos(), TimeUnit.NANOSECONDS), "no disconnect", patience);
    }

    private static <T> T required(@Nullable T found, String nothing, Duration patience) {
        if (found == null) {
            throw new AssertionError(nothing + " within " + patience);
        }
        return found;
    }
}
