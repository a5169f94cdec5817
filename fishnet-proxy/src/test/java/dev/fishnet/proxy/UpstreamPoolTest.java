package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.GatewayLimits.Sizes;
import dev.fishnet.proxy.GatewayLimits.Times;
import dev.fishnet.testkit.FakeUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamPoolTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    @Test
    @Tag("S-10")
    void anIdleConnectionIsClosed() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Door door = to(listener, Duration.ofMillis(100), 1)) {
            CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> answerOnce(listener, () -> ""));
            ask(door);
            assertEquals(-1, end.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @Tag("S-10")
    void noMoreThanTheNumberAllowedAreKept() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Door door = to(listener, LONG, 0)) {
            CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> answerOnce(listener, () -> ""));
            ask(door);
            assertEquals(-1, end.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aConnectionOnWhichAnAnswerComesUnaskedIsClosed() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Door door = to(listener, LONG, 1)) {
            CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> answerOnce(listener, () -> ANSWER));
            ask(door);
            assertEquals(-1, end.get(10, TimeUnit.SECONDS));
        }
    }

    /** Whole lines, which a decoder takes in without anything being left over. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nx: y\r\n", "HTTP/1.1 200", "\r\n", "\0"})
    @Tag("S-08")
    void f9AParkedConnectionOnWhichAnythingComesIsClosed(String unasked) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Door door = to(listener, LONG, 1)) {
            CompletableFuture<Integer> end =
                    CompletableFuture.supplyAsync(() -> answerOnce(listener, () -> once(answered, unasked)));
            ask(door);
            answered.countDown();
            assertEquals(-1, end.get(10, TimeUnit.SECONDS));
        }
    }

    private static String once(CountDownLatch latch, String text) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
            return text;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Door to(ServerSocket listener, Duration idle, int most) throws FishnetException {
        Sizes sizes = new Sizes(8192, 8192, 100, 1000, 1000, 10, most);
        Times times = new Times(LONG, LONG, LONG, LONG, LONG, LONG, idle);
        URI base = URI.create("http://127.0.0.1:" + listener.getLocalPort());
        return Door.open(FakeUpstream.plain(), new GatewayLimits(sizes, times), base, List.of());
    }

    /** Answers one request, says something more, and returns what comes after it: -1 when the gateway closes. */
    private static int answerOnce(ServerSocket listener, Supplier<String> unasked) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            socket.getOutputStream().write(ANSWER.getBytes(ISO_8859_1));
            socket.getOutputStream().write(unasked.get().getBytes(ISO_8859_1));
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(Door door) throws Exception {
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            assertEquals("ok", agent.reply().text());
        }
    }
}
