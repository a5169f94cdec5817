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

    /** A body that is no longer goes with the head, in one buffer: copying it costs less than writing two. */
    private static final int JOINED = 4 * 1024;

    /** The end of the last field, and the empty line. */
    private static final int END_OF_HEAD = 4;

    private final boolean secure;
    private @Nullable OutboundRequest current;
    private @Nullable ByteBuf written;
    private int from;

    /** @param secure whether TLS comes behind */
    CredentialEncoder(boolean secure) {
        this.secure = secure;
    }

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
            HeldKey key = current.key().orElse(null);
            int body = current.content().readableBytes();
            int joined = body <= JOINED ? body : 0;
            if (key == null) {
                buf.ensureWritable(joined + END_OF_HEAD);
            } else {
                append(current.credential(), key, buf, joined);
            }
        }
    }

    /** Makes room for all that follows first: a buffer that grew later would leave the key behind. */
    private void append(CredentialHeader credential, HeldKey key, ByteBuf buf, int joined) {
        String before = credential.name() + ": " + credential.prefix();
        int rest = before.length() + key.length() + END_OF_HEAD + joined;
        buf.ensureWritable(secure ? Math.max(rest, NEVER_GROWN - buf.writerIndex()) : rest);
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
