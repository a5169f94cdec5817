package dev.fishnet.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A real HTTP/1.1 server that plays OpenAI and Anthropic, remembers every byte it is sent and misbehaves on request.
 *
 * <p>Unless told otherwise it answers {@code POST /v1/chat/completions}, {@code /v1/messages},
 * {@code /v1/messages/count_tokens}, {@code /v1/embeddings}, {@code /v1/responses}, {@code /v1/files} and {@code GET
 * /v1/models} as those APIs do, usage included, and streams when the body says {@code "stream": true}. Connections are
 * kept alive.
 */
public final class FakeUpstream implements AutoCloseable {
    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final RequestLog log = new RequestLog();
    private final Playbook playbook = new Playbook();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private FakeUpstream(InetSocketAddress address, Optional<SSLContext> tls) {
        this.tls = tls;
        this.listener = listen(address);
        Thread.ofVirtual().start(this::acceptAll);
    }

    /** Speaks plain HTTP on a free port of 127.0.0.1. */
    public static FakeUpstream plain() {
        return plain(freeLoopbackPort());
    }

    /** Speaks plain HTTP there; port 0 takes a free one. */
    public static FakeUpstream plain(InetSocketAddress address) {
        return new FakeUpstream(address, Optional.empty());
    }

    /** Speaks HTTP over TLS 1.2 or 1.3 on a free port of 127.0.0.1. */
    public static FakeUpstream tls(TestCertificates certificates) {
        return tls(certificates, freeLoopbackPort());
    }

    /** Speaks HTTP over TLS 1.2 or 1.3 there; port 0 takes a free one. */
    public static FakeUpstream tls(TestCertificates certificates, InetSocketAddress address) {
        return new FakeUpstream(address, Optional.of(certificates.serverContext()));
    }

    private static InetSocketAddress freeLoopbackPort() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen(InetSocketAddress address) {
        try {
            return new ServerSocket(address.getPort(), 256, address.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Scheme, address and port, without a trailing slash. */
    public URI baseUri() {
        String host = listener.getInetAddress().getHostAddress();
        return baseUri(host.contains(":") ? "[" + host + "]" : host);
    }

    /** The same with a host name of the caller's choice, one that the certificate is or is not for. */
    public URI baseUri(String host) {
        return URI.create((tls.isPresent() ? "https://" : "http://") + host + ":" + port());
    }

    /** The next request without an answer of its own gets this one; called again, the one after it gets the other. */
    public FakeUpstream answerNext(Answer answer) {
        playbook.next(answer);
        return this;
    }

    /** Every request that no {@link #answerNext} is waiting for gets this answer. */
    public FakeUpstream answerAlways(Answer answer) {
        playbook.always(answer);
        return this;
    }

    /** Requests whose field has not exactly this value get 401 in their API's own shape. */
    public FakeUpstream requireCredential(String headerName, String value) {
        playbook.require(new HeaderField(headerName, value));
        return this;
    }

    /** All requests so far (at most the last 4096), in the order they were read. */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    /**
     * The first request that no call has returned yet.
     *
     * @throws AssertionError when none comes in that time
     */
    public RecordedRequest awaitRequest(Duration patience) throws InterruptedException {
        return log.next(patience);
    }

    /**
     * Waits for a client to go away while its request was being read or answered, and tells the connection's number. A
     * kept-alive connection that is closed between requests does not count.
     *
     * @throws AssertionError when none goes in that time
     */
    public int awaitDisconnect(Duration patience) throws InterruptedException {
        return log.nextDisconnect(patience);
    }

    /** How many connections have been accepted, those included on which no request came or TLS failed. */
    public int connections() {
        return accepted.get();
    }

    /** Stops listening and drops every connection. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.forEach(Connection::close);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket wire = listener.accept();
                int number = accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(number, wire));
            }
        } catch (IOException closed) {
            // close() ends the listening
        }
    }

    private void serve(int number, Socket wire) {
        try (wire) {
            wire.setTcpNoDelay(true);
            Connection connection = new Connection(number, wire, layered(wire), log, playbook);
            connections.add(connection);
            if (!listener.isClosed()) {
                connection.serve();
            }
            connections.remove(connection);
        } catch (IOException refused) {
            // a client that does not trust our certificate leaves during the handshake
        }
    }

    private Socket layered(Socket wire) throws IOException {
        if (tls.isEmpty()) {
            return wire;
        }
        SSLSocket socket = (SSLSocket) tls.get()
                .getSocketFactory()
                .createSocket(wire, wire.getInetAddress().getHostAddress(), wire.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }
}
