package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for what; PORT stands for the gateway's own. */
class AdmissionTest {
    private static Door door;

    @BeforeAll
    static void open() throws FishnetException {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Tag("S-09")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.evil.example:PORT",
                "localhost.:PORT",
                "127.0.0.1.:PORT",
                "127.1:PORT",
                "0.0.0.0:PORT",
                "2130706433:PORT",
                "[::1]",
                "::1:PORT",
                "[::ffff:127.0.0.1]:PORT",
                "user@127.0.0.1:PORT",
                "127.0.0.1:PORT,evil.example",
                "127.0.0.1:0PORT",
                "127.0.0.1:PORT/",
                ""
            })
    void anotherHostIsRefused(String host) throws IOException {
        assertRefused(403, "host_refused", "GET /proxy/openai/v1/models HTTP/1.1\r\nHost: " + own(host) + "\r\n\r\n");
    }

    @Tag("S-09")
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT"})
    void ownNamesAreTaken(String host) throws IOException {
        try (RawAgent agent = door.agent().send("GET /health HTTP/1.1\r\nHost: " + own(host) + "\r\n\r\n")) {
            assertEquals(200, agent.reply().status());
        }
    }

    @Tag("S-09")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://127.0.0.1:PORT",
                "Origin: null",
                "Origin: ",
                "origin: https://evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-origin",
                "sec-fetch-site: None"
            })
    void aWebPageIsRefused(String field) throws IOException {
        assertRefused(403, "origin_refused", door.get("/proxy/openai/v1/models", own(field) + "\r\n"));
    }

    @Test
    @Tag("S-09")
    void anAddressTypedIntoABrowserIsTaken() throws IOException {
        try (RawAgent agent = door.agent().send(door.get("/health", "Sec-Fetch-Site: none\r\n"))) {
            assertEquals(200, agent.reply().status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/proxy",
                "/proxy/",
                "/proxy/openai",
                "/proxy/openai?x",
                "/proxy/other/v1",
                "/Proxy/openai/v1",
                "/proxy//openai/v1",
                "/health/",
                "/%70roxy/openai/v1",
                "/proxy/open%61i/v1",
                "/v1/models"
            })
    void whatIsNotServedIsNotFound(String target) throws IOException {
        assertRefused(404, "no_route", door.get(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proxy/openai/../anthropic/v1",
                "/proxy/openai/v1/..",
                "/proxy/openai/./v1",
                "/proxy/openai/v1/.",
                "/proxy/openai/..;x/v1",
                "/proxy/openai/%2e%2e/v1",
                "/proxy/openai/.%2E/v1",
                "/proxy/openai/v1%2fx",
                "/proxy/openai/v1%5cx",
                "/proxy/openai/v1%00",
                "/proxy/openai/v1%0d%0ax",
                "/proxy/openai/v1%7f",
                "/proxy/openai/%252e%252e/v1",
                "/proxy/openai/v1%zz",
                "/proxy/openai/v1%2",
                "/proxy/openai/v1%",
                "/proxy/openai/v1\\x",
                "/proxy/openai//v1",
                "/proxy/openai/v1//x",
                "/proxy/openai/v1#x",
                "/proxy/openai/v1?a#x",
                "/proxy/openai/v1\"x",
                "/proxy/openai/v1<x>",
                "/proxy/openai/v1\u00e9",
                "/proxy/openai/v1?q=\u00e9"
            })
    void aPathWithTwoReadingsIsRefused(String target) throws IOException {
        assertRefused(400, "path_refused", door.get(target));
    }

    @Tag("S-08")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%c0%ae%c0%ae/x",
                "v1%c0%afx",
                "v1%e0%80%afx",
                "v1%ff",
                "v1%c3",
                "v1%c3/%a9",
                "v1%c3x%a9",
                "v1%ed%a0%80",
                "%ef%bc%8e%ef%bc%8e/x",
                "v1%ef%bc%8fx",
                "v1%ef%bc%bcx",
                "v1%ef%bc%85x",
                "v1%e2%80%a6",
                "..%3bx/v1",
                "v1%3Bx",
                "v1%23x",
                "v1%3f..",
                "v1%61",
                "v1%5a",
                "v1%39",
                "v1%2d",
                "v1%5f",
                "v1%7e",
                "v1%c2%85",
                "v1%20%",
                "v1%20%2",
                "v1%20%g0",
                ";/v1",
                "v1/;",
                "v1/;x=y/z",
                "v1/;.."
            })
    void f11AnEscapeOrSegmentWithTwoReadingsIsRefused(String path) throws IOException {
        assertRefused(400, "path_refused", door.get("/proxy/openai/" + path));
    }

    @ParameterizedTest
    @CsvSource({
        "/proxy/openai/v1/%E6%97%A5%e6%9c%ac%20%F0%9F%98%80, /v1/%E6%97%A5%e6%9c%ac%20%F0%9F%98%80",
        "/proxy/openai/v1/a%3Ab%2Bc%40d%22, /v1/a%3Ab%2Bc%40d%22",
        "/proxy/openai/v1/a;b/c;, /v1/a;b/c;"
    })
    void f11OtherEscapesAndParametersPass(String target, String seen) throws Exception {
        aPathReachesTheUpstreamAsItIs(target, seen);
    }

    @ParameterizedTest
    @CsvSource({
        "/proxy/openai/v1/models, /v1/models",
        "/proxy/openai/, /",
        "/proxy/openai/v1/a%20b%C3%A9, /v1/a%20b%C3%A9",
        "/proxy/openai/v1/a;b=c:d@e, /v1/a;b=c:d@e",
        "/proxy/openai/v1/x.y..z/, /v1/x.y..z/",
        "/proxy/openai/v1?, /v1?",
        "/proxy/openai/v1?a=%2e%2e/&b[]=c|d//..%zz, /v1?a=%2e%2e/&b[]=c|d//..%zz"
    })
    void aPathReachesTheUpstreamAsItIs(String target, String seen) throws Exception {
        try (Door own = Door.open();
                RawAgent agent = own.agent().send(own.get(target))) {
            agent.reply();
            assertEquals(seen, own.upstream.requests().getFirst().target());
        }
    }

    @Test
    void aRefusalHasTheUpstreamsShape() throws IOException {
        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"The gateway serves programs,"
                        + " not web pages.\",\"code\":\"origin_refused\"}}",
                replyTo(door.get("/proxy/anthropic/v1/messages", "Origin: x\r\n"))
                        .text());
        assertEquals(
                "{\"error\":{\"message\":\"The gateway serves programs, not web pages.\",\"type\":\"fishnet_refused\","
                        + "\"param\":null,\"code\":\"origin_refused\"}}",
                replyTo(door.get("/proxy/openai/v1/models", "Origin: x\r\n")).text());
    }

    @Test
    void forwardProxyingIsRefusedInWords() throws IOException {
        Reply reply = replyTo("CONNECT github.com:443 HTTP/1.1\r\nHost: github.com:443\r\n\r\n");
        assertEquals("forward_proxy_unsupported", reply.reason());
        assertTrue(reply.text().contains("not a forward proxy"), reply.text());
    }

    private static void assertRefused(int status, String rule, String request) throws IOException {
        Reply reply = replyTo(request);
        assertEquals(status, reply.status());
        assertEquals(rule, reply.reason());
        assertEquals(0, door.upstream.connections());
    }

    private static Reply replyTo(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }

    private static String own(String text) {
        return text.replace("PORT", Integer.toString(door.address().getPort()));
    }
}
