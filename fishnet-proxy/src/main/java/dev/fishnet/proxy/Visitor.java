package dev.fishnet.proxy;

import io.netty.channel.socket.SocketChannel;
import io.netty.util.AttributeKey;
import java.util.OptionalLong;

/** Whoever is at the other end of one connection. */
final class Visitor {
    /** Set when the connection is accepted, before anything is read from it. */
    static final AttributeKey<OptionalLong> UID = AttributeKey.valueOf(Visitor.class, "uid");

    private final SocketChannel channel;

    Visitor(SocketChannel channel) {
        this.channel = channel;
    }

    /** The port of ours that the connection came to. */
    int port() {
        return channel.localAddress().getPort();
    }

    /** Empty when the kernel cannot tell: then only a token says who it is. */
    OptionalLong uid() {
        OptionalLong told = channel.attr(UID).get();
        return told == null ? OptionalLong.empty() : told;
    }
}
