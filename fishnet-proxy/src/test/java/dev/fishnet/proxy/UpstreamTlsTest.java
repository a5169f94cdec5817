package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.TestCertificates;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-06")
class UpstreamTlsTest {
    private static final TestCertificates LOCALHOST = TestCertificates.forNames("localhost", "127.0.0.1");

    @Test
    void aTrustedCertificateForTheNameIsTaken() throws Exception {
        try (Door door = to(LOCALHOST, "localhost", LOCALHOST.authority())) {
            assertEquals(200, asked(door).status());
            assertEquals(
                    "Bearer " + Door.OPENAI_KEY,
                    door.upstream.requests().getFirst().header("authorization").orElseThrow());
        }
    }

    @Test
    void aTrustedCertificateForTheAddressIsTaken() throws Exception {
        try (Door door = to(LOCALHOST, "127.0.0.1", LOCALHOST.authority())) {
            assertEquals(200, asked(door).status());
        }
    }

    @Test
    void anAuthorityNobodyKnowsIsRefused() throws Exception {
        assertRefused(LOCALHOST, "localhost");
    }

    @Test
    void anotherAuthorityIsRefused() throws Exception {
        assertRefused(
                LOCALHOST, "localhost", TestCertificates.forNames("localhost").authority());
    }

    @Test
    void anotherNameIsRefused() throws Exception {
        TestCertificates other = TestCertificates.forNames("api.openai.com");
        assertRefused(other, "localhost", other.authority());
        assertRefused(other, "127.0.0.1", other.authority());
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        TestCertificates expired = TestCertificates.expired("localhost");
        assertRefused(expired, "localhost", expired.authority());
    }

    @Test
    void anUpstreamWithoutTlsIsRefused() throws Exception {
        FakeUpstream plain = FakeUpstream.plain();
        GatewayLimits.Times times = GatewayLimits.Times.DEFAULT;
        GatewayLimits.Times hurried = new GatewayLimits.Times(
                times.head(),
                times.bodyStall(),
                times.body(),
                times.agentStall(),
                Duration.ofMillis(500),
                times.answer(),
                times.idleUpstream());
        try (Door door = Door.open(
                plain,
                new GatewayLimits(GatewayLimits.Sizes.DEFAULT, hurried),
                URI.create("https://localhost:" + plain.port()),
                List.of(LOCALHOST.authority()))) {
            plain.answerAlways(Answer.raw("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));
            assertEquals(502, asked(door).status());
            assertEquals(0, plain.requests().size());
        }
    }

    /** Without close_notify somebody on the way may have ended the answer. */
    @Test
    void anAnswerThatEndsWithoutACloseNotifyIsNotWhole() throws Exception {
        try (Door door = to(LOCALHOST, "localhost", LOCALHOST.authority())) {
            door.upstream.answerNext(Answer.raw("HTTP/1.1 200 OK\r\n\r\nhalf").then(Answer.end(CutOff.FIN)));
            assertThrows(EOFException.class, () -> asked(door));
            door.upstream.answerNext(Answer.raw("HTTP/1.1 200 OK\r\n\r\nwhole").then(Answer.end(CutOff.CLEAN)));
            assertEquals("whole", asked(door).text());
        }
    }

    @Test
    void aLongAnswerIsTheSameBytes() throws Exception {
        try (Door door = to(LOCALHOST, "localhost", LOCALHOST.authority())) {
            String body = "0123456789".repeat(200_000);
            door.upstream.answerNext(Answer.reply(200, body));
            assertEquals(body, asked(door).text());
        }
    }

    private static void assertRefused(TestCertificates shown, String host, X509Certificate... roots) throws Exception {
        try (Door door = to(shown, host, roots)) {
            Reply reply = asked(door);
            assertEquals(502, reply.status());
            assertEquals("upstream_tls_failed", reply.reason());
            assertEquals(0, door.upstream.requests().size());
        }
    }

    private static Door to(TestCertificates shown, String host, X509Certificate... roots) throws FishnetException {
        FakeUpstream upstream = FakeUpstream.tls(shown);
        return Door.open(upstream, GatewayLimits.DEFAULT, upstream.baseUri(host), List.of(roots));
    }

    private static Reply asked(Door door) throws IOException {
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            return agent.reply();
        }
    }
}
