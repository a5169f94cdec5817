package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.HeaderField;
import dev.fishnet.testkit.RecordedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream gets of what an agent sends. */
class RequestPassingTest {
    private static final String CHAT = "{\"model\":\"gpt-fake\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        door = Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theWholeHeadIsAsExpected() throws IOException {
        RecordedRequest seen = passed(door.post(
                "/proxy/openai/v1/chat/completions?a=b",
                CHAT,
                "User-Agent: OpenAI/JS\r\n",
                "Authorization: Bearer placeholder\r\n",
                "X-Stainless-OS: Linux\r\n",
                "content-type: application/json\r\n"));
        assertEquals(
                "POST /v1/chat/completions?a=b HTTP/1.1\r\n"
                        + "host: 127.0.0.1:" + door.upstream.port() + "\r\n"
                        + "accept-encoding: identity\r\n"
                        + "User-Agent: OpenAI/JS\r\n"
                        + "X-Stainless-OS: Linux\r\n"
                        + "content-type: application/json\r\n"
                        + "content-length: " + CHAT.length() + "\r\n"
                        + "authorization: Bearer " + Door.OPENAI_KEY + "\r\n\r\n",
                seen.headText());
    }

    @Tag("S-07")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: DELETE",
                "x_http_method_override: DELETE",
                "X-Method-Override: DELETE",
                "X-Original-URL: /v1/files",
                "X-Rewrite-URL: /v1/files",
                "X-Host: evil.example",
                "Client-IP: 127.0.0.1",
                "True-Client-IP: 127.0.0.1",
                "X-Goog-Api-Key: x",
                "Api_Key: x",
                "Cookie2: $Version=1"
            })
    void f11FieldsThatSayTheRequestAnotherWayAreDropped(String field) throws IOException {
        aFieldThatIsNotTheAgentsOwnToSendIsDropped(field);
    }

    @Tag("S-07")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer x",
                "AUTHORIZATION: Basic x",
                "X-Api-Key: x",
                "x_api_key: x",
                "api-key: x",
                "Proxy-Authorization: x",
                "Proxy-Connection: keep-alive",
                "proxy-anything: x",
                "Cookie: a=b",
                "Connection: keep-alive",
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "Trailer: x",
                "Upgrade: h2c",
                "HTTP2-Settings: x",
                "Forwarded: for=x",
                "X-Forwarded-For: x",
                "x_forwarded_for: x",
                "X-Forwarded-Host: x",
                "Via: 1.1 x",
                "X-Real-IP: x",
                "Accept-Encoding: gzip, br",
                "Range: bytes=0-5",
                "If-Range: x"
            })
    void aFieldThatIsNotTheAgentsOwnToSendIsDropped(String field) throws IOException {
        String name = field.substring(0, field.indexOf(':'));
        List<HeaderField> sent =
                passed(door.get("/proxy/openai/v1/models", field + "\r\n")).headers();
        assertEquals(
                List.of(
                        new HeaderField("host", "127.0.0.1:" + door.upstream.port()),
                        new HeaderField("accept-encoding", "identity"),
                        new HeaderField("authorization", "Bearer " + Door.OPENAI_KEY)),
                sent,
                name);
    }

    @Test
    @Tag("S-07")
    void fieldsNamedByConnectionAreDropped() throws IOException {
        RecordedRequest seen = passed(door.get(
                "/proxy/openai/v1/models",
                "Connection: close, X-One\r\n",
                "X-One: 1\r\n",
                "X-Two: 2\r\n",
                "connection: ,x-three ,\r\n",
                "X_Three: 3\r\n"));
        assertEquals(List.of("2"), seen.headers("x-two"));
        assertEquals(List.of(), seen.headers("x-one"));
        assertEquals(List.of(), seen.headers("x_three"));
    }

    @Test
    @Tag("S-07")
    void eachUpstreamGetsItsOwnCredentialOnce() throws IOException {
        RecordedRequest seen = passed(door.get(
                "/proxy/anthropic/v1/models",
                "x-api-key: a\r\n",
                "X-Api-Key: b\r\n",
                "x_api_key: c\r\n",
                "Authorization: Bearer d\r\n"));
        assertEquals(List.of(Door.ANTHROPIC_KEY), seen.headers("x-api-key"));
        assertEquals(List.of(), seen.headers("authorization"));
        assertEquals(List.of(), seen.headers("x_api_key"));
    }

    @Test
    void anthropicFieldsAndBytesBeyondAsciiPassUnchanged() throws IOException {
        RecordedRequest seen = passed(door.get(
                "/proxy/anthropic/v1/models",
                "anthropic-version: 2023-06-01\r\n",
                "Anthropic-Beta:  tools-2024-05-16,\tfoo \r\n",
                "anthropic-beta: second\r\n",
                "X-Name: caf\u00e9\r\n"));
        assertEquals(List.of("tools-2024-05-16,\tfoo", "second"), seen.headers("anthropic-beta"));
        assertEquals("Anthropic-Beta", seen.headers().get(3).name());
        assertEquals(List.of("caf\u00e9"), seen.headers("x-name"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 65_536, 65_537, 3_000_000})
    void theBodyIsTheVeryBytes(int length) throws IOException {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        try (RawAgent agent = door.agent()) {
            agent.send(door.post("/proxy/openai/v1/files", "").replace("length: 0", "length: " + length));
            agent.send(body);
            agent.reply();
        }
        assertArrayEquals(body, door.upstream.requests().getFirst().rawBody());
    }

    @Test
    void aChunkedBodyIsSentWithItsLength() throws IOException {
        String request = "POST /proxy/openai/v1/files HTTP/1.1\r\nHost: " + door.host()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\n\r\n";
        RecordedRequest seen = passed(request);
        assertEquals("abc0123456789abcdef", new String(seen.rawBody(), ISO_8859_1));
        assertEquals(List.of("19"), seen.headers("content-length"));
        assertEquals(List.of(), seen.headers("transfer-encoding"));
    }

    @Test
    void anAgentThatAsksFirstIsToldToGoOn() throws IOException {
        try (RawAgent agent = door.agent()) {
            String request = door.post("/proxy/openai/v1/files", "abc", "Expect: 100-continue\r\n");
            agent.send(request.substring(0, request.length() - 3));
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", agent.head());
            assertEquals(200, agent.send("abc").reply().status());
        }
        assertEquals(List.of(), door.upstream.requests().getFirst().headers("expect"));
    }

    @Test
    void aConnectionToTheUpstreamIsUsedAgain() throws IOException {
        try (RawAgent agent = door.agent()) {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        200,
                        agent.send(door.get("/proxy/openai/v1/models")).reply().status());
            }
        }
        assertEquals(1, door.upstream.connections());
    }

    private RecordedRequest passed(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            agent.reply();
        }
        return door.upstream.requests().getFirst();
    }
}
