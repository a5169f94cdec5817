package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What channels on real sockets have been given to write, and what arrives at their other ends. */
class FlushesTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final Flushes flushes = new Flushes(loop);
    private ServerSocket listener;
    private Pair one;
    private Pair other;

    /** A channel and the socket at its other end. */
    private record Pair(Channel channel, Socket end) {
        String arrived(int bytes) throws IOException {
            return new String(end.getInputStream().readNBytes(bytes), US_ASCII);
        }
    }

    /** Cannot be flushed. */
    private static final class Stubborn extends NioSocketChannel {
        @Override
        public Channel flush() {
            throw new IllegalStateException("stubborn");
        }
    }

    @BeforeEach
    void connect() throws Exception {
        listener = new ServerSocket(0, 3, InetAddress.getLoopbackAddress());
        one = pair(new NioSocketChannel());
        other = pair(new NioSocketChannel());
    }

    private Pair pair(Channel fresh) throws Exception {
        Channel channel = new Bootstrap()
                .group(loop)
                .channelFactory(() -> fresh)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(listener.getLocalSocketAddress())
                .sync()
                .channel();
        Socket end = listener.accept();
        end.setSoTimeout(10_000);
        return new Pair(channel, end);
    }

    @AfterEach
    void disconnect() throws Exception {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        one.end().close();
        other.end().close();
        listener.close();
    }

    private ChannelFuture write(Pair pair, String text) {
        flushes.atTurnsEnd(pair.channel());
        return pair.channel().write(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private <T> T inOneTurn(Callable<T> task) throws Exception {
        return loop.submit(task).get(10, TimeUnit.SECONDS);
    }

    @Test
    void nothingLeavesBeforeTheTurnEnds() throws Exception {
        boolean left = inOneTurn(() -> {
            write(one, "first");
            return write(one, "second").isDone();
        });
        assertFalse(left);
        assertEquals("firstsecond", one.arrived(11));
    }

    @Test
    void everyChannelOfATurnIsFlushed() throws Exception {
        inOneTurn(() -> {
            write(one, "here");
            return write(other, "there");
        });
        assertEquals("here", one.arrived(4));
        assertEquals("there", other.arrived(5));
    }

    @Test
    void theNextTurnIsFlushedLikeTheFirst() throws Exception {
        for (String text : new String[] {"first", "again"}) {
            inOneTurn(() -> write(one, text));
            assertEquals(text, one.arrived(5));
        }
    }

    @Test
    void aChannelThatClosesMeanwhileTellsItsWriterAndHoldsUpNobody() throws Exception {
        ChannelFuture lost = inOneTurn(() -> {
            ChannelFuture written = write(one, "lost");
            write(other, "there");
            one.channel().close();
            return written;
        });
        assertEquals("there", other.arrived(5));
        assertInstanceOf(
                ClosedChannelException.class, lost.awaitUninterruptibly().cause());
        assertEquals("", one.arrived(1));
    }

    @Test
    void anAnswerLeavesBeforeItsConnectionIsClosedInTheSameTurn() throws Exception {
        one.channel().pipeline().addLast(new AnswerEncoder());
        inOneTurn(() -> {
            flushes.atTurnsEnd(one.channel());
            one.channel().write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
            return one.channel().close();
        });
        assertEquals("HTTP/1.1 200 OK\r\n\r\n", one.arrived(100));
    }

    @Test
    void whoHearsOfAWriteMayWriteAgain() throws Exception {
        inOneTurn(() -> write(one, "question").addListener(written -> {
            write(other, "answer");
            write(one, "!");
        }));
        assertEquals("answer", other.arrived(6));
        assertEquals("question!", one.arrived(9));
    }

    @Test
    void aTaskThatThrowsAfterItHasWrittenLeavesNothingBehind() throws Exception {
        loop.execute(() -> {
            write(one, "here");
            throw new IllegalStateException("on purpose");
        });
        assertEquals("here", one.arrived(4));
    }

    @Test
    void aChannelThatCannotBeFlushedHoldsUpNobody() throws Exception {
        Pair stubborn = pair(new Stubborn());
        inOneTurn(() -> {
            write(one, "before");
            write(stubborn, "never");
            write(other, "after");
            return write(stubborn, "never");
        });
        assertEquals("before", one.arrived(6));
        assertEquals("after", other.arrived(5));
        inOneTurn(() -> write(one, "later"));
        assertEquals("later", one.arrived(5));
        stubborn.end().close();
    }

    @Test
    void anExceptionOfWhoHearsOfAWriteHoldsUpNobody() throws Exception {
        AtomicReference<String> heard = new AtomicReference<>();
        inOneTurn(() -> {
            write(one, "here").addListener(written -> {
                heard.set("that it was written");
                throw new IllegalStateException("on purpose");
            });
            return write(other, "there");
        });
        assertEquals("there", other.arrived(5));
        assertEquals("that it was written", heard.get());
    }

    @Test
    void everybodyHearsTheSameTimeInOneTurnAndALaterOneInTheNext() throws Exception {
        long before = System.nanoTime();
        List<Long> first = inOneTurn(() -> List.of(flushes.now(), flushes.now()));
        long between = System.nanoTime();
        long next = inOneTurn(flushes::now);
        assertEquals(first.get(0), first.get(1));
        assertTrue(first.get(0) - before >= 0 && between - first.get(0) >= 0);
        assertTrue(next - between >= 0);
    }

    @Test
    void whoHearsOfAWriteMayAskForTheTime() throws Exception {
        AtomicReference<Long> heard = new AtomicReference<>();
        long asked = inOneTurn(() -> {
            write(one, "here").addListener(written -> heard.set(flushes.now()));
            return flushes.now();
        });
        assertEquals("here", one.arrived(4));
        assertEquals(asked, inOneTurn(heard::get));
    }

    @Test
    void aLoopThatHasStoppedLosesWhatCannotLeaveAnyMore() throws Exception {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        ChannelFuture lost = write(one, "lost");
        assertTrue(lost.isDone() && !lost.isSuccess());
        assertEquals("", one.arrived(1));
    }
}
