package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.HeaderField;
import dev.fishnet.testkit.RecordedRequest;
import dev.fishnet.testkit.TestCertificates;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that checkpoints are sent to, against real sockets. */
class CheckpointUrlTest {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Signed CHECKPOINT = new Signed(3, "origin\n3\nroot\n\n— origin signature\n");

    @Test
    void itGetsTheCheckpointAndNothingElse() throws Exception {
        try (FakeUpstream witness = FakeUpstream.plain().answerAlways(reply(204))) {
            to(witness.baseUri().resolve("/logs/this/"), List.of()).put(CHECKPOINT);

            RecordedRequest request = witness.awaitRequest(TIME);
            assertEquals("PUT", request.method());
            assertEquals("/logs/this/", request.target());
            assertEquals(CHECKPOINT.note(), request.bodyText());
            assertEquals(List.of("text/plain; charset=utf-8"), request.headers("content-type"));
            assertEquals(Set.of("content-length", "content-type", "host", "user-agent"), names(request));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 401, 500})
    void everyOtherAnswerIsAFailureAndNoRedirectIsFollowed(int status) {
        try (FakeUpstream witness = FakeUpstream.plain()) {
            witness.answerAlways(Answer.reply(status, new byte[0], "location: " + witness.baseUri() + "/elsewhere"));

            FishnetException failed = assertThrows(
                    FishnetException.class,
                    () -> to(witness.baseUri(), List.of()).put(CHECKPOINT));

            assertTrue(failed.getMessage().endsWith(": it answered " + status), failed.getMessage());
            assertEquals(1, witness.requests().size());
        }
    }

    @Test
    void whoNeverAnswersIsNotWaitedForLong() {
        try (FakeUpstream witness = FakeUpstream.plain()) {
            witness.answerAlways(Answer.raw("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"));
            CheckpointUrl url = new CheckpointUrl(witness.baseUri(), List.of(), Duration.ofMillis(300));

            FishnetException failed = assertThrows(FishnetException.class, () -> url.put(CHECKPOINT));

            assertTrue(failed.getMessage().contains("no answer within"), failed.getMessage());
        }
    }

    @Test
    void tlsIsVerifiedAndTheOperatorsAuthoritiesAreTrusted() throws Exception {
        TestCertificates certificates = TestCertificates.forNames("localhost");
        try (FakeUpstream witness = FakeUpstream.tls(certificates).answerAlways(reply(200))) {
            URI url = witness.baseUri("localhost");

            assertThrows(FishnetException.class, () -> to(url, List.of()).put(CHECKPOINT));
            assertThrows(
                    FishnetException.class,
                    () -> to(
                                    URI.create(url.toString().replace("localhost", "127.0.0.1")),
                                    List.of(certificates.authority()))
                            .put(CHECKPOINT));
            to(url, List.of(certificates.authority())).put(CHECKPOINT);

            assertEquals(1, witness.requests().size());
        }
    }

    private static CheckpointUrl to(URI url, List<X509Certificate> roots) {
        return new CheckpointUrl(url, roots, TIME);
    }

    private static Answer reply(int status) {
        return Answer.reply(status, new byte[0]);
    }

    private static Set<String> names(RecordedRequest request) {
        return request.headers().stream()
                .map(HeaderField::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
