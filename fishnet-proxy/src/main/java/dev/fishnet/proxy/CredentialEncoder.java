package dev.fishnet.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequestEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to an upstream, each with its credential as the last field, copied from outside the heap into the
 * outbound buffer.
 *
 * <p>The field is wiped from that buffer once it has been written. Copies that this cannot reach: those inside the
 * JDK's TLS engine and the kernel, and the channel's buffer while it waits for the socket.
 */
final class CredentialEncoder extends HttpRequestEncoder {
    /** Netty's TLS handler joins smaller buffers by growing the first, which would leave the old one unwiped. */
    private static final int NEVER_GROWN = 16 * 1024;

    private @Nullable OutboundRequest current;
    private @Nullable ByteBuf written;
    private int from;

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) throws Exception {
        if (!(msg instanceof OutboundRequest request)) {
            super.write(ctx, msg, promise);
            return;
        }
        current = request;
        ChannelPromise done = promise.unvoid();
        try {
            super.write(ctx, msg, done);
        } finally {
            current = null;
            wipeAfter(done, request.key().length());
        }
    }

    @Override
    protected void encodeHeaders(HttpHeaders headers, ByteBuf buf) {
        super.encodeHeaders(headers, buf);
        if (current != null) {
            append(current, buf);
        }
    }

    private void append(OutboundRequest request, ByteBuf buf) {
        String before =
                request.credential().name() + ": " + request.credential().prefix();
        int line = before.length() + request.key().length() + 4;
        buf.ensureWritable(Math.max(line, NEVER_GROWN - buf.writerIndex()));
        ByteBufUtil.writeAscii(buf, before);
        from = buf.writerIndex();
        request.key().appendTo(buf);
        ByteBufUtil.writeShortBE(buf, ('\r' << 8) | '\n');
        written = buf.retain();
    }

    private void wipeAfter(ChannelPromise done, int length) {
        ByteBuf buffer = written;
        int start = from;
        written = null;
        if (buffer != null) {
            done.addListener(f -> {
                buffer.setZero(start, length);
                buffer.release();
            });
        }
    }
}
