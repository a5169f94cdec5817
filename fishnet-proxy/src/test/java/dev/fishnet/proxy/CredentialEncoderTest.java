package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.vault.SecretBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-14")
class CredentialEncoderTest {
    private static final CredentialHeader BEARER = new CredentialHeader("authorization", "Bearer ");

    @Test
    void theKeyIsInTheBufferUntilItIsWrittenAndNotAfter() throws Exception {
        HeldKey key = HeldKey.of(SecretBytes.takeFrom("sk-abc".getBytes(ISO_8859_1)));
        Socket socket = new Socket();
        EmbeddedChannel channel = new EmbeddedChannel(socket, new CredentialEncoder(true));
        SentFields fields = new SentFields().add("host", "h");
        ChannelFuture unused = channel.writeOneOutbound(
                new OutboundRequest(HttpMethod.GET, "/v1", fields, BEARER, Optional.of(key), Unpooled.EMPTY_BUFFER));
        ByteBuf head = socket.taken.retain();
        assertEquals("GET /v1 HTTP/1.1\r\nhost: h\r\nauthorization: Bearer sk-abc\r\n\r\n", head.toString(ISO_8859_1));
        assertTrue(head.capacity() >= 16 * 1024, "room for the TLS handler to join buffers without moving this one");
        socket.done.setSuccess();
        channel.runPendingTasks();
        assertEquals(
                "GET /v1 HTTP/1.1\r\nhost: h\r\nauthorization: Bearer \0\0\0\0\0\0\r\n\r\n", head.toString(ISO_8859_1));
        head.release();
        assertEquals(1, head.refCnt(), "only the socket's own reference is left");
        head.release();
    }

    /** Keeps what is written until the test says that it has gone out. */
    private static final class Socket extends ChannelOutboundHandlerAdapter {
        private ByteBuf taken = Unpooled.EMPTY_BUFFER;
        private ChannelPromise done = new EmbeddedChannel().newPromise();

        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            taken = (ByteBuf) msg;
            done = promise;
        }
    }
}
