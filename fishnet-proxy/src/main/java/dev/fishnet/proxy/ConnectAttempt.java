package dev.fishnet.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place of the cap, and the addresses of an upstream tried in turn for it. Cancelling the promise closes at once
 * whatever is being opened; the place is given back when the last channel is closed. Confined to one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: closing needs no answer
final class ConnectAttempt {
    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final int port;
    private final ChannelGroup all;
    private final Promise<UpstreamLink> ready;
    private @Nullable Channel channel;

    ConnectAttempt(
            Bootstrap bootstrap,
            EventLoop loop,
            int port,
            ChannelGroup all,
            Promise<UpstreamLink> ready,
            ConnectionCap cap) {
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.port = port;
        this.all = all;
        this.ready = ready;
        ready.addListener(done -> over(cap));
    }

    void to(List<InetAddress> found) {
        next(found, 0, new UnknownHostException("no usable address"));
    }

    private void next(List<InetAddress> found, int index, Throwable lastFailure) {
        if (index == found.size()) {
            ready.tryFailure(lastFailure);
        } else if (!ready.isDone()) {
            ChannelFuture connecting = bootstrap.connect(new InetSocketAddress(found.get(index), port));
            track(connecting.channel());
            connecting.addListener((ChannelFuture c) -> onLoop(() -> tried(c, found, index)));
        }
    }

    /** What could not even be made is closed already, and never says so. */
    private void track(Channel opening) {
        channel = opening;
        if (opening.isOpen()) {
            all.add(opening);
        }
    }

    /** A channel that could not be made reports from elsewhere. */
    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
        } else {
            loop.execute(step);
        }
    }

    private void tried(ChannelFuture connecting, List<InetAddress> found, int index) {
        if (connecting.isSuccess()) {
            secured(connecting.channel());
        } else {
            next(found, index + 1, connecting.cause());
        }
    }

    private void secured(Channel connected) {
        SslHandler ssl = connected.pipeline().get(SslHandler.class);
        if (ssl == null) {
            hand(connected);
            return;
        }
        ssl.handshakeFuture().addListener(shaken -> {
            if (shaken.isSuccess()) {
                hand(connected);
            } else {
                connected.close();
                ready.tryFailure(shaken.cause());
            }
        });
    }

    private void hand(Channel connected) {
        if (!ready.trySuccess(connected.pipeline().get(UpstreamLink.class))) {
            connected.close();
        }
    }

    private void over(ConnectionCap cap) {
        Channel last = channel;
        if (last == null || !last.isOpen()) {
            cap.giveBack();
            return;
        }
        last.closeFuture().addListener(closed -> cap.giveBack());
        if (!ready.isSuccess()) {
            closeNow(last);
        }
    }

    /** Below TLS, whose farewell would wait for a peer that does not read. */
    private static void closeNow(Channel channel) {
        channel.unsafe().close(channel.voidPromise());
    }
}
