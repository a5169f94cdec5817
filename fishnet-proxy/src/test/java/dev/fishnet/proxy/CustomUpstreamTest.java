package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.RecordedRequest;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams of the operator's own: what they get, and what they never get. */
class CustomUpstreamTest {
    private static final String KEY = "canary-custom-4711-abcdefgh";

    private FakeUpstream upstream;
    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        upstream = FakeUpstream.plain();
        Upstream models = Upstream.openAi(upstream.baseUri());
        door = Door.judging(
                upstream,
                Rules.open(custom("github", "authorization", "Bearer "), custom("openai", "x-key", ""), models)
                        .blocking("DELETE /repos/**", "* /orgs/*/members/**"));
        door.keys.with(new UpstreamName("custom.github"), KEY);
    }

    private Upstream custom(String name, String header, String prefix) {
        return new Upstream(
                new UpstreamName("custom." + name),
                Dialect.PLAIN,
                "/custom/" + name,
                upstream.baseUri(),
                new CredentialHeader(header, prefix),
                false);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theKeyIsAddedWithItsHeaderAndPrefix() throws IOException {
        assertEquals("", asked(door.get("/custom/github/user")).reason());
        RecordedRequest seen = upstream.requests().getFirst();
        assertEquals("/user", seen.target());
        assertEquals(List.of("Bearer " + KEY), seen.headers("authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer mine",
                "authorization: token mine",
                "AUTHORIZATION: mine",
                "X-API-Key: mine",
                "x_api_key: mine",
                "Authorization: a\r\nAuthorization: mine"
            })
    void theAgentsOwnCredentialsStayBehind(String fields) throws IOException {
        assertEquals("", asked(door.get("/custom/github/user", fields + "\r\n")).reason());
        RecordedRequest seen = upstream.requests().getFirst();
        assertEquals(List.of("Bearer " + KEY), seen.headers("authorization"));
        assertFalse(seen.headText().contains("mine"), seen.headText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Key: mine", "x-key: mine", "X_Key: mine"})
    void soDoesWhatTheUpstreamsOwnHeaderIs(String field) throws IOException {
        door.keys.with(new UpstreamName("custom.openai"), KEY);
        assertEquals("", asked(door.get("/custom/openai/user", field + "\r\n")).reason());
        RecordedRequest seen = upstream.requests().getFirst();
        assertEquals(List.of(KEY), seen.headers("x-key"));
        assertFalse(seen.headText().contains("mine"), seen.headText());
    }

    /** The names look alike, and the keys are apart all the same. */
    @Test
    void aCustomUpstreamCalledOpenaiGetsNoKeyOfOpenais() throws IOException {
        Reply reply = asked(door.get("/custom/openai/v1/models"));
        assertEquals(403, reply.status());
        assertEquals("no_credential", reply.reason());
        assertEquals(0, upstream.connections());
    }

    @Test
    void openaiGetsNoKeyOfACustomUpstreams() throws IOException {
        door.keys.remove(UpstreamName.OPENAI);
        door.keys.with(new UpstreamName("custom.openai"), KEY);
        assertEquals("no_credential", asked(door.get("/proxy/openai/v1/models")).reason());
        assertEquals(0, upstream.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/custom/gitlab/user", "/custom/", "/custom", "/custom/github", "/custom/githubx/user"})
    void anUnknownUpstreamIsNoRoute(String target) throws IOException {
        Reply reply = asked(door.get(target));
        assertEquals(404, reply.status());
        assertEquals("no_route", reply.reason());
        assertEquals(0, upstream.connections());
    }

    @Test
    void whatIsBlockedIsRefusedBeforeAnythingIsSent() throws IOException {
        for (String request : List.of(
                door.get("/custom/github/repos/o/r").replaceFirst("GET", "DELETE"),
                door.get("/custom/github/orgs/o/members/m"),
                door.get("/custom/github/orgs/o/members/m").replaceFirst("GET", "PUT"))) {
            Reply reply = asked(request);
            assertEquals(403, reply.status());
            assertEquals("endpoint_blocked", reply.reason());
            assertTrue(reply.text().contains("blocked"), reply.text());
        }
        assertEquals(0, upstream.connections());
        assertEquals("", asked(door.get("/custom/github/repos/o/r")).reason());
        assertEquals("", asked(door.get("/custom/github/orgs/o/teams/t")).reason());
    }

    @Test
    void aRateIsForEachUpstream() throws Exception {
        door.gateway.use(Rules.open(custom("github", "authorization", "Bearer "), Upstream.openAi(upstream.baseUri()))
                .limited(2)
                .policy());
        for (int i = 0; i < 2; i++) {
            assertEquals("", asked(door.get("/custom/github/user")).reason());
        }
        Reply reply = asked(door.get("/custom/github/user"));
        assertEquals(429, reply.status());
        assertTrue(reply.head().contains("retry-after: "), reply.head());
        assertEquals("", asked(door.get("/proxy/openai/v1/models")).reason());
    }

    private Reply asked(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }
}
