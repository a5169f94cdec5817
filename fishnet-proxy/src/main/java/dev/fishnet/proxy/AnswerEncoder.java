package dev.fishnet.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;

/**
 * Writes answers to an agent; told the method, because an answer to HEAD has a length and no body. A short answer that
 * is there as a whole, as most are, is put into one buffer of its size; all others are Netty's to write.
 */
final class AnswerEncoder extends HttpResponseEncoder {
    private static final AsciiString VERSION = AsciiString.cached("HTTP/1.1 ");

    private boolean head;

    void answering(HttpMethod method) {
        head = method.equals(HttpMethod.HEAD);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise says how it ended
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) throws Exception {
        if (msg instanceof FullHttpResponse answer && isShort(answer)) {
            try {
                ctx.write(joined(answer, ctx.alloc()), promise);
            } finally {
                answer.release();
            }
        } else {
            super.write(ctx, msg, promise);
        }
    }

    private boolean isShort(FullHttpResponse answer) {
        return answer.content().readableBytes() <= HeadText.MOST_JOINED
                && !isContentAlwaysEmpty(answer)
                && !HttpUtil.isTransferEncodingChunked(answer);
    }

    private static ByteBuf joined(FullHttpResponse answer, ByteBufAllocator allocator) {
        HeadText text = HeadText.begun()
                .add(VERSION)
                .add(answer.status().codeAsText())
                .add(' ')
                .add(answer.status().reasonPhrase())
                .lineEnd()
                .fields(answer.headers())
                .lineEnd();
        ByteBuf body = answer.content();
        ByteBuf all = allocator.buffer(text.length() + body.readableBytes());
        text.writeTo(all);
        return all.writeBytes(body, body.readerIndex(), body.readableBytes());
    }

    /** Whoever closes the connection: what has been written before goes out before. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise says how it ended
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        ctx.flush();
        ctx.close(promise);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse msg) {
        return head || super.isContentAlwaysEmpty(msg);
    }
}
