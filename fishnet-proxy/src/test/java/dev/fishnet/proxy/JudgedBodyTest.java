package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.Upstream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request by its body, and by what its head says of it. */
@Tag("S-46")
class JudgedBodyTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"gpt-fake\",\"messages\":[{\"role\":\"system\",\"content\":\"%s\"},{\"role\":\"user\","
                    + "\"content\":\"Hi\"}]}";
    private static final String PLAIN = BODY.formatted("Be kind.");
    private static final String SECRET = "AKIAIOSFODNN7EXAMPLE";

    private Door door = opened();

    private static Door opened() {
        try {
            return Door.open();
        } catch (FishnetException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json ; charset=utf-8 ; v=1"
            })
    void jsonIsTakenHoweverItsTypeIsWritten(String type) throws IOException {
        assertEquals(
                200,
                asked(door.post(CHAT, PLAIN, "content-type: " + type + "\r\n")).status());
        assertEquals(PLAIN, door.upstream.requests().getFirst().bodyText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: y",
                "content-type: text/plain",
                "content-type: application/jsonp",
                "content-type: application/json, text/plain",
                "content-type: application/json; charset=utf-16",
                "content-type: application/json; charset=utf-7",
                "content-type: application/json; charset=utf-8; charset=utf-16",
                "content-type: application/json; charset",
                "content-type: application/json;",
                "content-type: multipart/form-data; boundary=x",
                "content-type: application/x-www-form-urlencoded",
                "content-type: application/json\r\ncontent-type: text/plain",
                "content-type: application/json\r\ncontent-encoding: gzip",
                "content-type: application/json\r\ncontent-encoding: identity, gzip",
                "content-type: application/json\r\ncontent-encoding: identity\r\ncontent-encoding: br"
            })
    void aBodyThatIsNotPlainJsonIsRefused(String lines) throws IOException {
        refused("body_refused", door.post(CHAT, PLAIN, lines + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content_Type: text/plain", "content_encoding: gzip"})
    void anotherSpellingOfTheTypeIsRefused(String line) throws IOException {
        refused("malformed_request", door.ask(CHAT, PLAIN, line + "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|body_refused",
                "x|body_refused",
                "[]|body_refused",
                "{}|model_missing",
                "{\"model\":\"a\",\"model\":\"b\",\"messages\":[]}|body_refused",
                "{\"model\":\"a\",\"messages\":[]}x|body_refused",
                "{\"model\":\"a\",\"messages\":[]|body_refused"
            })
    void aBodyThatCannotBeJudgedIsRefused(String body, String code) throws IOException {
        refused(code, door.ask(CHAT, body));
    }

    @Test
    void aQuestionWithoutABodyHasNone() throws IOException {
        String get = door.post("/proxy/openai/v1/models", PLAIN).replaceFirst("POST", "GET");
        refused("body_refused", get);
    }

    @Test
    void whatTheHeadForbidsIsRefusedBeforeTheBodyIsRead() throws Exception {
        reopen(Rules.open().allowing("GET /v1/models"));
        String unsent = door.ask(CHAT, "").replace("length: 0", "length: 1000000");
        refused("endpoint_not_allowed", unsent);
    }

    @Test
    void aRateThatIsUsedUpSaysWhenToComeAgain() throws Exception {
        reopen(Rules.open().limited(1));
        assertEquals(200, asked(door.get("/proxy/openai/v1/models")).status());
        Reply reply = asked(door.get("/proxy/anthropic/v1/models"));
        assertEquals(200, reply.status());
        reply = asked(door.get("/proxy/openai/v1/models"));
        assertEquals(429, reply.status());
        assertEquals("rate_limit_exceeded", reply.reason());
        assertTrue(reply.head().contains("retry-after: "), reply.head());
        assertFalse(reply.head().contains("x-should-retry"), reply.head());
        assertEquals(AlertKind.RATE_LIMIT_HIT, door.operator.alerts.getFirst().kind());
    }

    @Test
    void aSecretIsTakenOutOfWhatIsSent() throws Exception {
        reopen(Rules.open().guarded(GuardMode.IGNORE, SecretMode.REDACT));
        assertEquals(
                200,
                asked(door.ask(CHAT, BODY.formatted("Use " + SECRET + "."))).status());
        String sent = door.upstream.requests().getFirst().bodyText();
        assertFalse(sent.contains(SECRET), sent);
        assertTrue(sent.contains("\"content\":\"Hi\""), sent);
        assertEquals(AlertKind.PROMPT_SECRET, door.operator.alerts.getFirst().kind());
    }

    @Test
    void aSecretIsRefusedWherePolicySaysSo() throws Exception {
        reopen(Rules.open().guarded(GuardMode.IGNORE, SecretMode.DENY));
        Reply reply = refused("prompt_secret", door.ask(CHAT, BODY.formatted("Use " + SECRET + ".")));
        assertFalse(reply.text().contains(SECRET));
    }

    @Test
    void theFirstPromptIsTheOneThatLaterOnesAreHeldTo() throws Exception {
        reopen(Rules.open().guarded(GuardMode.DENY, SecretMode.IGNORE));
        assertEquals(200, asked(door.ask(CHAT, PLAIN)).status());
        assertEquals(200, asked(door.ask(CHAT, PLAIN)).status());
        refused("prompt_drift", door.ask(CHAT, BODY.formatted("Be cruel.")));
        assertEquals(1, door.operator.baselines().size());
        door.operator.reset(Rules.CLAUDE);
        door.gateway.refreshBaselines();
        assertEquals(200, asked(door.ask(CHAT, BODY.formatted("Be cruel."))).status());
    }

    @Test
    void aLargeBodyIsReadAndSentWhole() throws IOException {
        String large = BODY.formatted("x".repeat(2 * Trial.READ_AT_ONCE));
        reopen(Rules.open().pricing("gpt-fake", Rules.PRICE));
        assertEquals(200, asked(door.ask(CHAT, large)).status());
        assertEquals(large, door.upstream.requests().getFirst().bodyText());
    }

    @Test
    void aLargeBodyThatCannotBeJudgedIsRefused() throws IOException {
        refused("body_refused", door.ask(CHAT, BODY.formatted("x".repeat(2 * Trial.READ_AT_ONCE)) + "x"));
    }

    private void reopen(Rules rules) {
        door.close();
        try {
            FakeUpstream upstream = FakeUpstream.plain();
            Rules served = Door.both(upstream.baseUri());
            door = Door.judging(upstream, rules.to(served.upstreams().toArray(Upstream[]::new)));
        } catch (FishnetException e) {
            throw new AssertionError(e);
        }
    }

    private Reply refused(String code, String request) throws IOException {
        int before = door.upstream.requests().size();
        Reply reply = asked(request);
        assertEquals(code, reply.reason(), reply.text());
        assertEquals(before, door.upstream.requests().size());
        return reply;
    }

    private Reply asked(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }
}
