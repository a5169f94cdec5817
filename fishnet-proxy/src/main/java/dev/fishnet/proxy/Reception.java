package dev.fishnet.proxy;

import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.user.PeerIdentityPort;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.util.OptionalLong;

/**
 * Asks who is calling as soon as a connection has been accepted, and before the next one is: asked any later, the
 * addresses could be those of somebody who came after a caller that has hung up.
 */
@Sharable
final class Reception extends ChannelInboundHandlerAdapter {
    private final PeerIdentityPort peers;
    private final FailureLog failures;

    Reception(PeerIdentityPort peers, FailureLog failures) {
        this.peers = peers;
        this.failures = failures;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        SocketChannel channel = (SocketChannel) accepted;
        channel.attr(Visitor.UID).set(uidOf(channel));
        ctx.fireChannelRead(accepted);
    }

    private OptionalLong uidOf(SocketChannel channel) {
        try {
            return channel.remoteAddress() == null
                    ? OptionalLong.empty()
                    : peers.uidOf(channel.localAddress(), channel.remoteAddress());
        } catch (FishnetException e) {
            failures.failed(UpstreamName.OWN, "caller", e.getMessage());
            return OptionalLong.empty();
        }
    }
}
