package dev.fishnet.proxy;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * An agent that says that it says no more has gone, but gets what has been answered by then. Where Netty would close by
 * itself, an answer to what came together with that word would be lost: io_uring reads both before anybody is told that
 * something has been read.
 */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end
final class LastWord extends ChannelInboundHandlerAdapter {
    static final LastWord HANDLER = new LastWord();

    private LastWord() {}

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.flush();
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
