package dev.fishnet.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes answers to an agent; told the method, because an answer to HEAD has a length and no body. */
final class AnswerEncoder extends HttpResponseEncoder {
    /** A body that is no longer goes with the head, in one buffer: copying it costs less than writing two. */
    private static final int JOINED = 4 * 1024;

    private boolean head;
    private int room;

    void answering(HttpMethod method) {
        head = method.equals(HttpMethod.HEAD);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) throws Exception {
        int body = msg instanceof FullHttpResponse whole ? whole.content().readableBytes() : 0;
        room = body <= JOINED ? body : 0;
        super.write(ctx, msg, promise);
    }

    /** Whoever closes the connection: what has been written before goes out before. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise says how it ended
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        ctx.flush();
        ctx.close(promise);
    }

    @Override
    protected void encodeHeaders(HttpHeaders headers, ByteBuf buf) {
        super.encodeHeaders(headers, buf);
        buf.ensureWritable(room + 2);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse msg) {
        return head || super.isContentAlwaysEmpty(msg);
    }
}
