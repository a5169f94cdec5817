package dev.fishnet.testkit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.ActingThread;
import dev.fishnet.user.FileOwner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does the work as whoever runs the test, and remembers for whom. */
public final class InMemoryActing implements ActingPort {
    private final List<FileOwner> owners = new CopyOnWriteArrayList<>();
    private final ActingPort threads = new ActingThread(owners::add);

    /** Who has been acted as, in that order. */
    public List<FileOwner> owners() {
        return List.copyOf(owners);
    }

    @Override
    public <T> T as(FileOwner owner, Work<T> work) throws FishnetException {
        return threads.as(owner, work);
    }
}
