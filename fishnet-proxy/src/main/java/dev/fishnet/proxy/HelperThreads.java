package dev.fishnet.proxy;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for what would hold up an event loop; look-ups have their own, because they may take seconds. */
final class HelperThreads implements AutoCloseable {
    private static final int MOST_WAITING = 1024;

    private final ThreadPoolExecutor lookUps = threads("fishnet-lookup", MOST_WAITING);

    /** Not bounded here: there are no more handshakes than connections, and one refused would never end. */
    private final ThreadPoolExecutor handshakes = threads("fishnet-tls", Integer.MAX_VALUE);

    /** Each holds a body of megabytes while it waits. */
    private final ThreadPoolExecutor readers = threads("fishnet-reader", 64);

    private static ThreadPoolExecutor threads(String name, int mostWaiting) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                2,
                2,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(mostWaiting),
                new DefaultThreadFactory(name, true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    Executor readers() {
        return readers;
    }

    Executor lookUps() {
        return lookUps;
    }

    Executor handshakes() {
        return handshakes;
    }

    @Override
    public void close() {
        lookUps.shutdownNow();
        handshakes.shutdown();
        readers.shutdown();
    }
}
