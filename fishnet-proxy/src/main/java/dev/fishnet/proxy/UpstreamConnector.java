package dev.fishnet.proxy;

import dev.fishnet.upstream.Upstream;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.List;

/** Opens connections to upstreams: address by address until one takes the call, then TLS unless on this machine. */
final class UpstreamConnector {
    private final Transport transport;
    private final AddressBook addresses;
    private final UpstreamTls tls;
    private final GatewayLimits limits;
    private final ByteBufAllocator allocator;
    private final ChannelGroup all;
    private final ConnectionCap cap;

    UpstreamConnector(
            Transport transport,
            AddressBook addresses,
            UpstreamTls tls,
            GatewayLimits limits,
            ByteBufAllocator allocator,
            ChannelGroup all) {
        this.transport = transport;
        this.addresses = addresses;
        this.tls = tls;
        this.limits = limits;
        this.allocator = allocator;
        this.all = all;
        this.cap = new ConnectionCap(limits.sizes().connections());
    }

    /**
     * A connection on the given loop, ready for a request; fails with what the network or TLS said, or with
     * {@link NoPlaceException}. Cancelling it ends what is under way.
     */
    Future<UpstreamLink> connect(Upstream upstream, UpstreamPool pool, EventLoop loop) {
        if (!cap.take()) {
            return loop.newFailedFuture(new NoPlaceException());
        }
        Promise<UpstreamLink> ready = loop.newPromise();
        ConnectAttempt attempt =
                new ConnectAttempt(bootstrap(upstream, pool, loop), loop, port(upstream), all, ready, cap);
        addresses.lookUp(upstream.base().getHost(), loop).addListener((Future<List<InetAddress>> found) -> {
            if (found.isSuccess()) {
                tryAll(attempt, upstream, found.getNow(), ready);
            } else {
                ready.tryFailure(found.cause());
            }
        });
        return ready;
    }

    /** What has been looked at is what is connected to: the name is not looked up again. */
    private static void tryAll(
            ConnectAttempt attempt, Upstream upstream, List<InetAddress> found, Promise<UpstreamLink> ready) {
        try {
            attempt.to(AddressRules.usable(upstream, found));
        } catch (AddressRefusedException e) {
            ready.tryFailure(e);
        }
    }

    /** Whether a connection that is not needed now should be closed rather than kept. */
    boolean crowded() {
        return cap.crowded();
    }

    private static int port(Upstream upstream) {
        int port = upstream.base().getPort();
        return port >= 0 ? port : AddressRules.secure(upstream) ? 443 : 80;
    }

    private Bootstrap bootstrap(Upstream upstream, UpstreamPool pool, EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(transport.connections())
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.times().connect().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        fill(channel, upstream, pool);
                    }
                });
    }

    private void fill(Channel channel, Upstream upstream, UpstreamPool pool) {
        AnswerDecoder decoder = new AnswerDecoder(limits.sizes());
        boolean secure = AddressRules.secure(upstream);
        if (secure) {
            channel.pipeline().addLast(tls.handler(allocator, upstream.base().getHost(), port(upstream)));
        }
        channel.pipeline()
                .addLast(decoder, new CredentialEncoder(secure), new UpstreamLink(channel, decoder, pool, limits));
    }
}
