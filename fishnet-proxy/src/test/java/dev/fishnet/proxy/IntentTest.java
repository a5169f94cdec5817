package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.Ending;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.config.AuditSettings.WhenUnwritable;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No credential leaves before the log has its intent. */
@Tag("S-55")
class IntentTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"gpt-fake\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void nothingIsSentWhileTheIntentIsBeingWritten() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Door door = Door.open(
                        FakeUpstream.plain(),
                        GatewayLimits.DEFAULT,
                        URI.create("http://127.0.0.1:" + listening.getLocalPort()),
                        List.of());
                RawAgent agent = door.agent()) {
            door.log.hold();
            agent.send(door.ask(CHAT, BODY));
            try (Socket upstream = listening.accept()) {
                assertTrue(Eventually.isTrue(() -> door.log.waiting() > 0));
                everyEventLoopTurns(door);
                assertEquals(0, upstream.getInputStream().available());
                door.log.letGo();
                assertEquals('P', upstream.getInputStream().read());
            }
        }
    }

    /** What is going to be sent has been by then. */
    private static void everyEventLoopTurns(Door door) throws IOException {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            try (RawAgent other = door.agent()) {
                assertEquals(200, other.send(door.get("/health")).reply().status());
            }
        }
    }

    @Test
    void theUpstreamThatSeesARequestSeesItAfterTheLog() throws Exception {
        try (Door door = Door.open()) {
            CompletableFuture<Integer> logged = new CompletableFuture<>();
            door.upstream.answerNext(Answer.run(
                            () -> logged.complete(door.log.entries(Intent.class).size()))
                    .then(Answer.played()));
            assertEquals(200, asked(door, door.ask(CHAT, BODY)).status());
            assertEquals(1, logged.get(10, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "models", "order", "market"})
    void withALogThatCannotBeWrittenNothingIsSent(String kind) throws Exception {
        try (Exchanges exchanges = Exchanges.logging(AuditSettings.DEFAULT)) {
            exchanges.door.log.fail();

            Reply refused = asked(exchanges.door, request(exchanges, kind));

            assertEquals(503, refused.status());
            assertEquals("log_unavailable", refused.reason());
            assertEquals(List.of(), exchanges.upstream.requests());
            assertEquals(List.of(), exchanges.door.log.entries());
            assertTrue(exchanges.door.operator.alerts.stream()
                    .anyMatch(alert -> alert.kind() == AlertKind.LOG_UNAVAILABLE));
        }
    }

    @ParameterizedTest
    @Tag("S-68")
    @ValueSource(strings = {"chat", "order"})
    void withBooksThatCannotBeWrittenNothingIsSentThoughTheLogHasItsIntent(String kind) throws Exception {
        try (Exchanges exchanges = Exchanges.logging(AuditSettings.DEFAULT)) {
            exchanges.door.books.fail();

            Reply refused = asked(exchanges.door, request(exchanges, kind));

            assertEquals("books_unavailable", refused.reason());
            assertEquals(List.of(), exchanges.upstream.requests());
            Outcome outcome = outcome(exchanges.door);
            assertEquals(Ending.UNSENT, outcome.ending());
            assertEquals(Optional.of(DenialCode.BOOKS_UNAVAILABLE), outcome.failure());
        }
    }

    @ParameterizedTest
    @CsvSource({"order,true", "chat,false", "market,false"})
    void whatIsSignedIsOnTheDiskBefore(String kind, boolean synced) throws Exception {
        try (Exchanges exchanges = Exchanges.logging(AuditSettings.DEFAULT)) {
            asked(exchanges.door, request(exchanges, kind));

            Intent intent = exchanges.door.log.entries(Intent.class).getFirst();
            assertEquals(synced, exchanges.door.log.isSynced(intent));
        }
    }

    @Test
    void theMoneyOfWhatWasNotSentIsGivenBack() throws Exception {
        try (Door door = Door.open()) {
            door.log.fail();
            asked(door, door.ask(CHAT, BODY));
            assertEquals(2, door.books.records().size());
            assertTrue(door.books.records().getLast().toString().contains("Settled"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "models", "order", "market"})
    void whoeverWantsItIsServedWithoutALog(String kind) throws Exception {
        try (Exchanges exchanges = Exchanges.logging(serving())) {
            exchanges.door.log.fail();
            exchanges.door.books.fail();

            assertEquals(200, asked(exchanges.door, request(exchanges, kind)).status());
            assertEquals(
                    200, asked(exchanges.door, exchanges.door.get("/health")).status());
            assertEquals(1, exchanges.upstream.requests().size());
            assertTrue(exchanges.door.operator.alerts.stream()
                    .anyMatch(alert -> alert.kind() == AlertKind.LOG_UNAVAILABLE));
        }
    }

    /** Day's orders of $1000, each of $400. */
    @Test
    void whoIsServedWithoutBooksIsHeldToTheCapsAllTheSame() throws Exception {
        try (Exchanges exchanges = Exchanges.logging(serving())) {
            exchanges.door.books.fail();
            assertEquals(200, exchanges.order(Exchanges.BUY).status());
            assertEquals(200, exchanges.order(Exchanges.BUY).status());
            assertEquals(
                    "binance_volume_exceeded", exchanges.order(Exchanges.BUY).reason());
        }
    }

    @Test
    void healthSaysWhenTheLogHasFailed() throws Exception {
        try (Door door = Door.open()) {
            assertEquals("{\"status\":\"ok\"}", asked(door, door.get("/health")).text());
            door.log.fail();
            asked(door, door.get("/proxy/openai/v1/models"));

            Reply sick = asked(door, door.get("/health"));

            assertEquals(503, sick.status());
            assertEquals("{\"status\":\"unavailable\"}", sick.text());
        }
    }

    @Test
    void healthSaysWhenTheBooksHaveFailed() throws Exception {
        try (Door door = Door.open()) {
            door.books.fail();
            assertEquals("books_unavailable", asked(door, door.ask(CHAT, BODY)).reason());
            assertEquals(503, asked(door, door.get("/health")).status());
        }
    }

    @Test
    void anAgentThatLeavesWhileItsIntentIsBeingWrittenSendsNothing() throws Exception {
        try (Door door = Door.open()) {
            door.log.hold();
            try (RawAgent agent = door.agent().send(door.ask(CHAT, BODY))) {
                assertTrue(Eventually.isTrue(() -> door.log.waiting() > 0));
                agent.vanish();
            }
            assertTrue(Eventually.isTrue(() -> door.books.records().size() == 2));
            door.log.letGo();

            Outcome outcome = outcome(door);

            assertEquals(Ending.UNSENT, outcome.ending());
            assertEquals(Optional.of(MicroUsd.ZERO), outcome.cost());
            assertEquals(List.of(), door.upstream.requests());
        }
    }

    @Test
    void aGatewayThatStopsMeanwhileWaitsForTheOutcomeToBeTold() throws Exception {
        try (Door door = Door.open();
                RawAgent agent = door.agent()) {
            door.log.hold();
            agent.send(door.ask(CHAT, BODY));
            assertTrue(Eventually.isTrue(() -> door.log.waiting() > 0));
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> door.gateway.stop(Duration.ZERO));
            assertEquals("", agent.untilClosed());
            assertTrue(Eventually.isTrue(() -> door.books.records().size() == 2));
            door.log.letGo();
            stopped.get(10, TimeUnit.SECONDS);
            assertEquals(
                    Ending.UNSENT, door.log.entries(Outcome.class).getFirst().ending());
        }
    }

    @Test
    void anUpstreamThatCannotBeReachedIsSaidOnceTheIntentIsWritten() throws Exception {
        Upstream nowhere = Upstream.openAi(URI.create("http://127.0.0.1:1"));
        try (Door door = Door.judging(FakeUpstream.plain(), Rules.open(nowhere))) {
            assertEquals(
                    "upstream_unreachable",
                    asked(door, door.get("/proxy/openai/v1/models")).reason());

            Outcome outcome = outcome(door);

            assertEquals(Ending.UNSENT, outcome.ending());
            assertEquals(Optional.of(DenialCode.UPSTREAM_UNREACHABLE), outcome.failure());
        }
    }

    @Test
    void aConnectionThatTheUpstreamClosesMeanwhileIsReplaced() throws Exception {
        CountDownLatch close = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Door door = Door.open();
                RawAgent agent = door.agent()) {
            door.upstream.answerNext(Answer.json(200, "{}")
                    .then(Answer.waitFor(close))
                    .then(Answer.end(CutOff.CLEAN))
                    .then(Answer.run(closed::countDown)));
            String twice = door.get("/proxy/openai/v1/models");
            assertEquals(200, agent.send(twice).reply().status());
            door.log.hold();
            agent.send(twice);
            assertTrue(Eventually.isTrue(() -> door.log.waiting() > 0));
            close.countDown();
            assertTrue(closed.await(10, TimeUnit.SECONDS));
            everyEventLoopTurns(door);
            door.log.letGo();
            assertEquals(200, agent.reply().status());
            assertEquals(2, door.upstream.connections());
        }
    }

    @Test
    void theFirstUseOfACredentialIsToldRightBehindItsIntent() throws Exception {
        try (Door door = Door.open()) {
            asked(door, door.get("/proxy/openai/v1/models"));
            asked(door, door.get("/proxy/openai/v1/models"));
            door.keys.with(UpstreamName.OPENAI, "sk-next-abcdefghijklmnop");
            asked(door, door.get("/proxy/openai/v1/models"));
            outcomes(door, 3);

            List<String> told = door.log.entries().stream()
                    .filter(entry -> !(entry instanceof Outcome))
                    .map(IntentTest::line)
                    .toList();

            assertEquals(
                    List.of("intent 1", "openai:main version 1", "intent 1", "intent 3", "openai:main version 3"),
                    told);
        }
    }

    @Test
    void whatTheLogHasSeenUsedIsNotToldAgain() throws Exception {
        try (Exchanges exchanges = Exchanges.open()) {
            exchanges.order(Exchanges.BUY);
            assertEquals(
                    List.of("intent 3", "binance:api_key version 3"),
                    exchanges.door.log.entries().stream()
                            .limit(2)
                            .map(IntentTest::line)
                            .toList());
            assertEquals(Set.of(3L), exchanges.door.log.reopen().credentialsUsed());
        }
    }

    private static String line(AuditEntry entry) {
        return switch (entry) {
            case Intent intent -> "intent " + intent.credential().orElseThrow().version();
            case AuditEntry.Act act -> act.about() + " " + act.detail();
            default -> entry.toString();
        };
    }

    private static Outcome outcome(Door door) {
        return outcomes(door, 1).getFirst();
    }

    private static List<Outcome> outcomes(Door door, int count) {
        assertTrue(Eventually.isTrue(() -> door.log.entries(Outcome.class).size() == count));
        return door.log.entries(Outcome.class);
    }

    private static AuditSettings serving() {
        AuditSettings all = AuditSettings.DEFAULT;
        return new AuditSettings(
                all.durability(),
                WhenUnwritable.SERVE,
                all.prompts(),
                all.checkpointFile(),
                all.checkpointUrl(),
                all.checkpointEvery());
    }

    private static String request(Exchanges exchanges, String kind) {
        Door door = exchanges.door;
        return switch (kind) {
            case "chat" -> door.ask(CHAT, BODY);
            case "models" -> door.get("/proxy/openai/v1/models");
            case "order" -> exchanges.orderText(Exchanges.BUY);
            case "market" -> door.get("/binance/api/v3/time");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Reply asked(Door door, String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }
}
