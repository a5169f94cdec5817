package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.replay.Difference;
import dev.fishnet.audit.replay.Replay;
import dev.fishnet.audit.replay.ReplayReport;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Reading;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.Caller;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.Spending;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.InMemoryBooks;
import dev.fishnet.testkit.InMemoryLog;
import dev.fishnet.testkit.InMemoryPeers;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the gateway itself has written is decided again. */
@Tag("S-60")
class ReplayedLogTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String GITHUB_TOKEN = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";

    private final FakeUpstream upstream = FakeUpstream.plain();
    private final InMemoryLog log = new InMemoryLog();

    @Test
    void everythingComesOutTheSame() throws Exception {
        FishnetConfig config = inForce("5");
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Gateway gateway = Gateway.start(
                new GatewaySettings(List.of(anyPort), GatewayLimits.DEFAULT, List.of(), AuditSettings.DEFAULT),
                ports(),
                new Court.Rules(config.policy(), (uid, token) -> new Caller.Known(new AgentName("claude"))),
                NameLookup.SYSTEM,
                Door.transport())) {
            InetSocketAddress at = gateway.addresses().getFirst();
            everyKind(at);
            gateway.use(inForce("0.001").policy());
            chat(at, "gpt-fake", 100_000);
            ask(at, "GET", "/proxy/openai/v1/models", "");
        } finally {
            upstream.close();
        }
        assertTrue(
                Eventually.isTrue(() -> log.entries(AuditEntry.Outcome.class).size()
                        == log.entries(AuditEntry.Intent.class).size()),
                "an intent has no outcome");

        replayed();
    }

    private void replayed() throws FishnetException {
        List<Difference> differences = new ArrayList<>();
        ReplayReport report = Replay.of(source(), differences::add);

        assertEquals(List.of(), differences);
        assertEquals(
                List.of("paths in which something was replaced", "requests of which something was replaced"),
                List.copyOf(report.undecided().keySet()));
        assertTrue(report.decided() >= 14 && report.settled() >= 2, report::toString);
        assertEquals(0, report.withoutOutcome());
    }

    private void everyKind(InetSocketAddress at) throws IOException {
        chat(at, "gpt-fake", 50);
        chat(at, "GPT-fake", 50);
        chat(at, "gpt-unknown", 50);
        chat(at, GITHUB_TOKEN, 50);
        chat(at, "a b", 50);
        chat(at, "gpt-fake", 50_000_000);
        ask(at, "POST", CHAT, "{\"messages\":[]}");
        ask(at, "POST", CHAT, "{\"a\":1,\"a\":2}");
        ask(at, "POST", CHAT + "?_method=DELETE", "{}");
        ask(at, "GET", "/proxy/openai/v1/models", "");
        ask(at, "GET", "/proxy/openai/v1/files", "");
        ask(at, "GET", "/proxy/anthropic/v1/models", "");
        ask(at, "GET", "/custom/github/repos/o/r", "");
        ask(at, "GET", "/custom/github/repos/o/" + GITHUB_TOKEN, "");
        ask(at, "GET", "/nowhere", "");
        ask(at, "POST", "/binance/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=10", "");
        ask(at, "POST", "/binance/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=501", "");
        ask(at, "POST", "/binance/sapi/v1/capital/withdraw/apply", "");
        for (int i = 0; i < 3; i++) {
            ask(at, "GET", "/custom/slow/x", "");
        }
    }

    private static void chat(InetSocketAddress at, String model, int tokens) throws IOException {
        ask(
                at,
                "POST",
                CHAT,
                "{\"model\":\"" + model + "\",\"max_tokens\":" + tokens
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    private static void ask(InetSocketAddress at, String method, String target, String json) throws IOException {
        String type =
                json.isEmpty() ? "" : "content-type: application/json\r\ncontent-length: " + json.length() + "\r\n";
        try (RawAgent agent = RawAgent.to(at)) {
            agent.send(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + at.getPort() + "\r\n" + type + "\r\n"
                            + json)
                    .reply();
        }
    }

    private GatewayPorts ports() {
        InMemoryBooks books = new InMemoryBooks();
        StoredKeys keys = new StoredKeys()
                .with(UpstreamName.OPENAI, "sk-one")
                .with(new UpstreamName("custom.github"), "gh-one")
                .with(new UpstreamName("custom.slow"), "slow-one");
        Operator operator = new Operator();
        return new GatewayPorts(
                keys,
                new InMemoryPeers().everybodyIs(4711),
                new Spending(SpendHistory.EMPTY, books),
                log,
                operator,
                operator,
                InstantSource.system());
    }

    /** As the daemon does before it uses a configuration. */
    private FishnetConfig inForce(String budget) {
        FishnetConfig config = Reading.of(
                        ConfigFile.documentOf(
                                """
                                upstreams.openai.base_url = "BASE"
                                custom.github.base_url = "BASE"
                                custom.slow.base_url = "BASE"
                                custom.slow.rate_limit = 1
                                binance.enabled = true
                                binance.base_url = "BASE"
                                [llm.model_pricing.gpt-fake]
                                input_per_million_usd = 1
                                output_per_million_usd = 2
                                context_tokens = 1000
                                max_output_tokens = 1_000_000_000
                                [agents.claude]
                                upstreams = ["openai", "github", "slow", "binance"]
                                daily_budget_usd = BUDGET
                                """.replace("BASE", upstream.baseUri().toString())
                                        .replace("BUDGET", budget)
                                        .getBytes(StandardCharsets.UTF_8)),
                        name -> Optional.empty())
                .config()
                .orElseThrow();
        PriceBook book = PriceBook.builtIn();
        write(new AuditEntry.Prices(Instant.EPOCH, book.id(), book.table()));
        write(new AuditEntry.PolicyInForce(
                Instant.now(), config.settings().id(), config.settings().text(), book.id()));
        return config;
    }

    private void write(AuditEntry entry) {
        log.append(entry).toCompletableFuture().join();
    }

    private LogSource source() {
        List<AuditEntry> entries = log.entries();
        return new LogSource() {
            @Override
            public long first() {
                return 0;
            }

            @Override
            public TreeHead head() {
                return new TreeHead(entries.size(), LogHash.EMPTY);
            }

            @Override
            public void entries(long from, Sink sink) throws FishnetException {
                for (int i = 0; i < entries.size(); i++) {
                    sink.entry(i, EntryText.of(i, entries.get(i)), Optional.empty());
                }
            }

            @Override
            public void backwards(long from, Sink sink) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<LogHash> node(int level, long index) {
                return Optional.empty();
            }

            @Override
            public List<String> checkpoints() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }
}
