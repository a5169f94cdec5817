package dev.fishnet.proxy;

import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.upstream.CredentialHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Writes requests to an upstream, each with its credential, if it has one, as the last field, copied from outside the
 * heap into the outbound buffer.
 *
 * <p>The field is wiped from that buffer once it has been written. Copies that this cannot reach: those inside the
 * JDK's TLS engine and the kernel, and the channel's buffer while it waits for the socket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the promises say how it ended
final class CredentialEncoder extends ChannelOutboundHandlerAdapter {
    /** Netty's TLS handler joins smaller buffers by growing the first, which would leave the old one unwiped. */
    private static final int NEVER_GROWN = 16 * 1024;

    /** The end of the last field, and the empty line. */
    private static final int END_OF_HEAD = 4;

    private final boolean secure;

    /** @param secure whether TLS comes behind */
    CredentialEncoder(boolean secure) {
        this.secure = secure;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (!(msg instanceof OutboundRequest request)) {
            ctx.write(msg, promise);
            return;
        }
        try {
            write(ctx, request, promise.unvoid());
        } finally {
            request.release();
        }
    }

    private void write(ChannelHandlerContext ctx, OutboundRequest request, ChannelPromise promise) {
        ByteBuf body = request.content();
        boolean joined = body.readableBytes() <= HeadText.MOST_JOINED;
        ChannelPromise done = joined ? promise : ctx.newPromise();
        ByteBuf head = head(ctx.alloc(), request, joined ? body.readableBytes() : 0, done);
        if (joined) {
            head.writeBytes(body, body.readerIndex(), body.readableBytes());
            ctx.write(head, done);
        } else {
            ctx.write(head, done);
            ctx.write(body.retain(), promise);
        }
    }

    /**
     * The head, with room for as many bytes more: a buffer that grew later would leave the key behind.
     *
     * @param done when it has been written
     */
    private ByteBuf head(ByteBufAllocator allocator, OutboundRequest request, int more, ChannelPromise done) {
        HeadText text = HeadText.begun();
        request.writeTo(text);
        HeldKey key = request.key().orElse(null);
        if (key == null) {
            text.lineEnd();
            ByteBuf head = allocator.buffer(text.length() + more);
            text.writeTo(head);
            return head;
        }
        CredentialHeader credential = request.credential();
        text.add(credential.name()).add(':').add(' ').add(credential.prefix());
        int length = text.length() + key.length() + END_OF_HEAD + more;
        ByteBuf head = allocator.buffer(secure ? Math.max(length, NEVER_GROWN) : length);
        text.writeTo(head);
        key.appendTo(head);
        wipeAfter(done, head, text.length(), key.length());
        return head.writeInt('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n');
    }

    private static void wipeAfter(ChannelPromise done, ByteBuf head, int from, int length) {
        head.retain();
        done.addListener(written -> {
            head.setZero(from, length);
            head.release();
        });
    }
}
