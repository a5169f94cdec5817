package dev.fishnet.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All agents' connections, and what they share: the rules and the bounds. */
final class AgentHouse {
    /** Fired into every connection when the gateway is to stop. */
    enum Drain {
        NOW
    }

    private final Court court;
    private final Admission admission;
    private final GatewayLimits limits;
    private final BufferBudget budget;
    private final ChannelGroup open;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean draining;
    private volatile boolean closing;

    AgentHouse(Court court, GatewayLimits limits, EventExecutor notifier) {
        this.court = court;
        this.admission = new Admission(court, limits.sizes());
        this.limits = limits;
        this.budget = new BufferBudget(limits.sizes().buffered());
        this.open = new DefaultChannelGroup(notifier, true);
    }

    Court court() {
        return court;
    }

    Admission admission() {
        return admission;
    }

    GatewayLimits.Times times() {
        return limits.times();
    }

    RequestBody newBody(ByteBufAllocator allocator) {
        return new RequestBody(allocator, budget, limits.sizes().body());
    }

    BufferBudget budget() {
        return budget;
    }

    boolean draining() {
        return draining;
    }

    /** Whether it is the gateway that closes connections with requests under way. */
    boolean closing() {
        return closing;
    }

    /** Counts a connection in until it closes; false when there are too many, or it comes too late. */
    boolean admit(Channel channel) {
        int now = count.incrementAndGet();
        open.add(channel);
        channel.closeFuture().addListener(closed -> count.decrementAndGet());
        return now <= limits.sizes().connections() && !draining;
    }

    /** Lets requests that have begun end within the time, takes no further ones, then closes what is left. */
    void drain(Duration time) {
        draining = true;
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
        open.newCloseFuture().awaitUninterruptibly(time.toNanos(), TimeUnit.NANOSECONDS);
        closing = true;
        open.close().awaitUninterruptibly();
    }
}
