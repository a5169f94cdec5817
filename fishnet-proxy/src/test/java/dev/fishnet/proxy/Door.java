package dev.fishnet.proxy;

import dev.fishnet.config.AuditSettings;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.Caller;
import dev.fishnet.policy.Callers;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.Spending;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.InMemoryBooks;
import dev.fishnet.testkit.InMemoryLog;
import dev.fishnet.testkit.InMemoryPeers;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/** A gateway in front of a fake upstream or two, with a key for each, that admits everybody unless it is told who. */
final class Door implements AutoCloseable {
    static final String OPENAI_KEY = "sk-canary-4711-abcdefghijklmnop";
    static final String ANTHROPIC_KEY = "sk-ant-canary-0815-qrstuvwxyz";

    /** Whoever calls is the one agent. */
    static final Callers EVERYBODY = (uid, token) -> new Caller.Known(Rules.CLAUDE);

    final FakeUpstream upstream;
    final StoredKeys keys =
            new StoredKeys().with(UpstreamName.OPENAI, OPENAI_KEY).with(UpstreamName.ANTHROPIC, ANTHROPIC_KEY);
    final InMemoryPeers peers = new InMemoryPeers().everybodyIs(4711);
    final InMemoryBooks books = new InMemoryBooks();
    final InMemoryLog log = new InMemoryLog();
    final Operator operator = new Operator();
    final Rules rules;
    final Gateway gateway;

    private Door(
            FakeUpstream upstream,
            GatewayLimits limits,
            Rules rules,
            List<X509Certificate> roots,
            NameLookup names,
            AuditSettings audit)
            throws FishnetException {
        this.upstream = upstream;
        this.rules = rules;
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.gateway = Gateway.start(
                new GatewaySettings(List.of(anyPort), limits, roots, audit),
                ports(keys, peers, books, log, operator),
                new Court.Rules(rules.policy(), EVERYBODY),
                names,
                transport());
    }

    /** What this machine's gateway would use; the build runs the tests of the wire once more with the other. */
    static Transport transport() {
        return Transport.valueOf(
                System.getProperty("fishnet.transport", Transport.best().name()));
    }

    /** Of a gateway that serves nobody. */
    static GatewayPorts ports() {
        return ports(new StoredKeys(), new InMemoryPeers(), new InMemoryBooks(), new InMemoryLog(), new Operator());
    }

    private static GatewayPorts ports(
            StoredKeys keys, InMemoryPeers peers, InMemoryBooks books, InMemoryLog log, Operator operator) {
        Spending spending = new Spending(SpendHistory.EMPTY, books);
        return new GatewayPorts(keys, peers, spending, log, operator, operator, InstantSource.system());
    }

    static Door open() throws FishnetException {
        return open(GatewayLimits.DEFAULT);
    }

    static Door open(GatewayLimits limits) throws FishnetException {
        FakeUpstream upstream = FakeUpstream.plain();
        return open(upstream, limits, upstream.baseUri(), List.of());
    }

    /** Both upstreams' names lead to the one given, at that base. */
    static Door open(FakeUpstream upstream, GatewayLimits limits, URI base, List<X509Certificate> roots)
            throws FishnetException {
        return new Door(upstream, limits, both(base), roots, NameLookup.SYSTEM, AuditSettings.DEFAULT);
    }

    /** In front of that upstream, by rules of the test's own. */
    static Door judging(FakeUpstream upstream, Rules rules) throws FishnetException {
        return new Door(upstream, GatewayLimits.DEFAULT, rules, List.of(), NameLookup.SYSTEM, AuditSettings.DEFAULT);
    }

    static Door judging(FakeUpstream upstream, Rules rules, GatewayLimits limits) throws FishnetException {
        return new Door(upstream, limits, rules, List.of(), NameLookup.SYSTEM, AuditSettings.DEFAULT);
    }

    static Door judging(FakeUpstream upstream, Rules rules, NameLookup names) throws FishnetException {
        return new Door(upstream, GatewayLimits.DEFAULT, rules, List.of(), names, AuditSettings.DEFAULT);
    }

    static Rules both(URI base) {
        return Rules.open(Upstream.openAi(base), Upstream.anthropic(base));
    }

    static Door logging(FakeUpstream upstream, Rules rules, GatewayLimits limits, AuditSettings audit)
            throws FishnetException {
        return new Door(upstream, limits, rules, List.of(), NameLookup.SYSTEM, audit);
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

    /** A request whose body is JSON and says so. */
    String ask(String target, String json, String... lines) {
        return post(target, json, "content-type: application/json\r\n" + String.join("", lines));
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
