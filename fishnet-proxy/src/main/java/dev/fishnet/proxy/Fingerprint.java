package dev.fishnet.proxy;

import dev.fishnet.audit.RequestHash;
import dev.fishnet.proxy.key.Stretch;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** The hash by which the log knows a request. That of a long body is taken on another thread. */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * Takes the hash of a request that has been read whole, and notes it.
     *
     * @param then called on the event loop, unless that has ended
     * @param busy called in its place when too many bodies wait
     */
    static void take(
            Call call, RequestBody body, Executor readers, EventLoop loop, Runnable then, Consumer<Refusal> busy) {
        if (body.length() <= Trial.READ_AT_ONCE) {
            call.file().hashed(of(call, body.whole()));
            then.run();
            return;
        }
        ByteBuf whole = body.whole();
        try {
            readers.execute(() -> {
                String hash = of(call, whole);
                loop.execute(() -> {
                    call.file().hashed(hash);
                    then.run();
                });
            });
        } catch (RejectedExecutionException full) {
            whole.release();
            busy.accept(RequestFaults.noRoomForBody());
        }
    }

    /** As the agent asked for it: where the upstream has its own base path, that is not part of it. */
    private static String targetThere(Call call) {
        return call.target().substring(call.upstream().base().getRawPath().length());
    }

    /** Releases the body. */
    private static String of(Call call, ByteBuf whole) {
        try {
            RequestHash hash = new RequestHash(call.head().method(), targetThere(call));
            Stretch stretch = Stretch.ofThread();
            for (int from = whole.readerIndex(); from < whole.writerIndex(); ) {
                int count = stretch.fill(whole, from);
                try {
                    hash.add(stretch.bytes(), 0, count);
                } finally {
                    stretch.wipe(count);
                }
                from += count;
            }
            return hash.finish();
        } finally {
            whole.release();
        }
    }
}
