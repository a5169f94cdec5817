package dev.fishnet.proxy;

import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A gateway in front of a fake upstream or two, with a key for each. */
final class Door implements AutoCloseable {
    static final String OPENAI_KEY = "sk-canary-4711-abcdefghijklmnop";
    static final String ANTHROPIC_KEY = "sk-ant-canary-0815-qrstuvwxyz";

    final FakeUpstream upstream;
    final StoredKeys keys =
            new StoredKeys().with(UpstreamName.OPENAI, OPENAI_KEY).with(UpstreamName.ANTHROPIC, ANTHROPIC_KEY);
    final Gateway gateway;

    private Door(FakeUpstream upstream, GatewayLimits limits, List<Upstream> upstreams, List<X509Certificate> roots)
            throws GatewayException {
        this.upstream = upstream;
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.gateway = Gateway.start(new GatewaySettings(List.of(anyPort), upstreams, limits, roots), keys);
    }

    static Door open() throws GatewayException {
        return open(GatewayLimits.DEFAULT);
    }

    static Door open(GatewayLimits limits) throws GatewayException {
        FakeUpstream upstream = FakeUpstream.plain();
        return open(upstream, limits, upstream.baseUri(), List.of());
    }

    /** Both upstreams' names lead to the one given, at that base. */
    static Door open(FakeUpstream upstream, GatewayLimits limits, URI base, List<X509Certificate> roots)
            throws GatewayException {
        List<Upstream> both = new ArrayList<>(List.of(Upstream.openAi(base), Upstream.anthropic(base)));
        return new Door(upstream, limits, both, roots);
    }

    InetSocketAddress address() {
        return gateway.addresses().getFirst();
    }

    String host() {
        return "127.0.0.1:" + address().getPort();
    }

    RawAgent agent() throws IOException {
        return RawAgent.to(address());
    }

    /** A request without a body; further field lines end with CRLF each. */
    String get(String target, String... lines) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + String.join("", lines) + "\r\n";
    }

    String post(String target, String body, String... lines) {
        return "POST " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + String.join("", lines) + "content-length: "
                + body.length() + "\r\n\r\n" + body;
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
