package dev.fishnet.proxy;

import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.upstream.CredentialHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequestEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to an upstream, each with its credential, if it has one, as the last field, copied from outside the
 * heap into the outbound buffer.
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
            request.key().ifPresent(key -> wipeAfter(done, key.length()));
        }
    }

    @Override
    protected void encodeHeaders(HttpHeaders headers, ByteBuf buf) {
        super.encodeHeaders(headers, buf);
        if (current != null) {
            CredentialHeader credential = current.credential();
            current.key().ifPresent(key -> append(credential, key, buf));
        }
    }

    private void append(CredentialHeader credential, HeldKey key, ByteBuf buf) {
        String before = credential.name() + ": " + credential.prefix();
        int line = before.length() + key.length() + 4;
        buf.ensureWritable(Math.max(line, NEVER_GROWN - buf.writerIndex()));
        ByteBufUtil.writeAscii(buf, before);
        from = buf.writerIndex();
        key.appendTo(buf);
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
