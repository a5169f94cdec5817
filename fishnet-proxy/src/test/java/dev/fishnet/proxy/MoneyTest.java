package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a request, the money held for it ends once: given back, kept, or settled for what it cost. */
@Tag("S-45")
class MoneyTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"gpt-fake\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";
    private static final String STREAM = BODY.formatted(",\"stream\":true");
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":14,\"completion_tokens\":4,\"total_tokens\":18}";

    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        door = Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("as played", Answer.played(), "settled 22"),
                Arguments.of("usage in gzip", Answer.gzip(200, "{" + USAGE + "}"), "settled 22"),
                Arguments.of("no usage", Answer.json(200, "{}"), "kept"),
                Arguments.of("no JSON", Answer.reply(200, "ok", "content-type: text/plain"), "kept"),
                Arguments.of("bad gzip", Answer.reply(200, "x", "content-encoding: gzip"), "kept"),
                Arguments.of("refused coding", Answer.reply(200, "{" + USAGE + "}", "content-encoding: br"), "kept"),
                Arguments.of("bad request", Answer.json(400, "{}"), "settled 0"),
                Arguments.of("bad key", Answer.json(401, "{}"), "settled 0"),
                Arguments.of("too many", Answer.json(429, "{}"), "settled 0"),
                Arguments.of("overloaded", Answer.json(529, "{}"), "settled 0"),
                Arguments.of("unavailable", Answer.json(503, "{}"), "settled 0"),
                Arguments.of("too slow", Answer.json(408, "{}"), "kept"),
                Arguments.of("in conflict", Answer.json(409, "{}"), "kept"),
                Arguments.of("given up", Answer.json(499, "{}"), "kept"),
                Arguments.of("broken", Answer.json(500, "{}"), "kept"),
                Arguments.of("bad gateway", Answer.json(502, "{}"), "kept"),
                Arguments.of("led elsewhere", Answer.redirect(302, "https://other.example/"), "kept"),
                Arguments.of("no answer", Answer.end(CutOff.RST), "kept"),
                Arguments.of("no HTTP", Answer.raw("hello\r\n\r\n"), "kept"),
                Arguments.of("cut off", Answer.json(200, "{" + USAGE + "}").cutOffAfter(80, CutOff.RST), "kept"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("answers")
    void theMoneyEndsOnce(String name, Answer answer, String ending) throws Exception {
        door.upstream.answerNext(answer);
        whatever(door.ask(CHAT, BODY.formatted("")));
        assertEquals(List.of("held", ending), book(2));
    }

    @Test
    void aStreamIsSettledForWhatItSaysAtItsEnd() throws Exception {
        whatever(door.ask(CHAT, STREAM));
        assertEquals(List.of("held", "settled 22"), book(2));
    }

    @Test
    void aStreamWithoutUsageIsKept() throws Exception {
        door.upstream.answerNext(
                Chunks.eventStream().then(Chunks.chunk("data: [DONE]\n\n")).then(Chunks.end()));
        whatever(door.ask(CHAT, STREAM));
        assertEquals(List.of("held", "kept"), book(2));
    }

    @Test
    void anAgentThatLeavesInTheMiddleOfAnAnswerPaysAllThatWasHeld() throws Exception {
        door.upstream.answerNext(
                Chunks.eventStream().then(Chunks.chunk("data: {}\n\n")).then(Answer.never()));
        try (RawAgent agent = door.agent().send(door.ask(CHAT, STREAM))) {
            agent.head();
            agent.vanish();
        }
        assertEquals(List.of("held", "kept"), book(2));
    }

    @Test
    void whatIsNeverSentIsGivenBack() throws Exception {
        door.gateway.use(
                Door.both(URI.create("http://127.0.0.1:" + closedPort())).policy());
        Reply reply = asked(door.ask(CHAT, BODY.formatted("")));
        assertEquals("upstream_unreachable", reply.reason());
        assertEquals(List.of("held", "settled 0"), book(2));
    }

    @Test
    @Tag("S-68")
    void whatThereIsNoKeyForIsNeverInTheBooks() throws Exception {
        door.keys.remove(UpstreamName.OPENAI);
        assertEquals("no_credential", asked(door.ask(CHAT, BODY.formatted(""))).reason());
        door.keys.with(UpstreamName.OPENAI, Door.OPENAI_KEY);
        asked(door.ask(CHAT, BODY.formatted("")));
        assertEquals(List.of("held", "settled 22"), book(2));
    }

    @Test
    void stoppingTheGatewayEndsWhatIsHeld() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        door.upstream.answerNext(Answer.waitFor(gate));
        try (RawAgent agent = door.agent().send(door.ask(CHAT, BODY.formatted("")))) {
            door.upstream.awaitRequest(Duration.ofSeconds(20));
            door.gateway.close();
        } finally {
            gate.countDown();
        }
        assertEquals(List.of("held", "kept"), book(2));
    }

    @Test
    void whatCostsNothingIsNotInTheBooks() throws Exception {
        asked(door.get("/proxy/openai/v1/models"));
        asked(door.ask("/proxy/anthropic/v1/messages/count_tokens", BODY.formatted("")));
        assertEquals(List.of(), book(0));
    }

    @Test
    void whenTheBooksCannotBeWrittenNothingIsSent() throws Exception {
        door.books.fail();
        Reply reply = asked(door.ask(CHAT, BODY.formatted("")));
        assertEquals(503, reply.status());
        assertEquals("books_unavailable", reply.reason());
        assertEquals(0, door.upstream.connections());
    }

    @Test
    void aBudgetHoldsForTheAgentItIs() throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        Rules rules = Door.both(upstream.baseUri()).capped(Rules.CLAUDE, 1000);
        try (Door capped = Door.judging(upstream, rules)) {
            assertEquals(
                    200, asked(capped, capped.ask(CHAT, BODY.formatted(""))).status());
            Reply reply = asked(capped, capped.ask(CHAT, BODY.formatted(",\"n\":9")));
            assertEquals(403, reply.status());
            assertEquals("budget_exceeded", reply.reason());
            assertTrue(reply.says("x-should-retry: false"));
            assertEquals(1, upstream.requests().size());
        }
    }

    @Test
    void anAnswerThatCostsMoreThanWasHeldIsPaidInFullAndTold() throws Exception {
        door.upstream.answerNext(Answer.json(200, "{" + USAGE.replace(":14", ":9000000") + "}"));
        whatever(door.ask(CHAT, BODY.formatted("")));
        assertEquals(List.of("held", "settled 9000008"), book(2));
        Alert alert = door.operator.alerts.getFirst();
        assertEquals(AlertKind.COST_ABOVE_RESERVATION, alert.kind());
        assertEquals("claude/openai", alert.about());
    }

    @Test
    void pricesAreThoseTheRequestWasJudgedWith() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        door.upstream.answerNext(Answer.waitFor(gate).then(Answer.played()));
        try (RawAgent agent = door.agent().send(door.ask(CHAT, BODY.formatted("")))) {
            door.upstream.awaitRequest(Duration.ofSeconds(20));
            URI nowhere = URI.create("https://nowhere.example");
            door.gateway.use(Rules.open(Upstream.anthropic(nowhere)).policy());
            gate.countDown();
            assertEquals(200, agent.reply().status());
        }
        assertEquals(List.of("held", "settled 22"), book(2));
        assertEquals("no_route", asked(door.ask(CHAT, BODY.formatted(""))).reason());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    private List<String> book(int length) {
        assertTrue(Eventually.isTrue(() -> door.books.records().size() >= length), "too few lines in the books");
        return door.books.records().stream().map(MoneyTest::line).toList();
    }

    private static String line(SpendRecord record) {
        return switch (record) {
            case SpendRecord.Held held -> "held";
            case SpendRecord.Kept kept -> "kept";
            case SpendRecord.Settled settled -> "settled " + settled.cost().value();
        };
    }

    private Reply asked(String request) throws IOException {
        return asked(door, request);
    }

    private static Reply asked(Door door, String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }

    /** Whole or cut off, a refusal or an answer. */
    private void whatever(String request) throws IOException {
        String last = request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (RawAgent agent = door.agent().send(last)) {
            agent.untilClosed();
        }
    }
}
