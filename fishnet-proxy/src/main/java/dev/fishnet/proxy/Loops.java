package dev.fishnet.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.NettyRuntime;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops, one for each processor, and how they talk to the network. */
record Loops(Transport transport, EventLoopGroup group) {
    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

    /** As is wanted, or by selectors where this machine does not give what that takes. */
    static Loops open(Transport wanted) {
        return open(wanted, wanted.handlers());
    }

    static Loops open(Transport wanted, IoHandlerFactory handlers) {
        try {
            return new Loops(wanted, group(handlers));
        } catch (IllegalStateException e) {
            if (wanted == Transport.SELECTOR) {
                throw e;
            }
            // What a ring needs may be denied although there are rings: memory that is locked, by setrlimit(2).
            LOG.debug("{} cannot be had", wanted, e);
            return open(Transport.SELECTOR);
        }
    }

    private static EventLoopGroup group(IoHandlerFactory handlers) {
        return new MultiThreadIoEventLoopGroup(
                NettyRuntime.availableProcessors(), new DefaultThreadFactory("fishnet-gateway", true), handlers);
    }

    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
