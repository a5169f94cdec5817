package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCertificatesTest {
    private final TestCertificates certificates = TestCertificates.forNames("127.0.0.1", "::1", "localhost");

    @Test
    void aClientThatTrustsTheAuthorityIsServed() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.tls(certificates)) {
            assertEquals(200, get(upstream.baseUri(), certificates.clientContext()));
            assertEquals(200, get(upstream.baseUri("localhost"), certificates.clientContext()));
        }
    }

    @Test
    void aClientThatTrustsAnotherAuthorityLeavesBeforeItsRequest() {
        try (FakeUpstream upstream = FakeUpstream.tls(certificates)) {
            SSLContext other = TestCertificates.forNames("127.0.0.1").clientContext();

            assertThrows(SSLHandshakeException.class, () -> get(upstream.baseUri(), other));
            assertEquals(List.of(), upstream.requests());
        }
    }

    @Test
    void anotherNameIsNotServed() {
        TestCertificates named = TestCertificates.forNames("api.example.test");
        try (FakeUpstream upstream = FakeUpstream.tls(named)) {
            assertThrows(SSLHandshakeException.class, () -> get(upstream.baseUri(), named.clientContext()));
        }
    }

    @Test
    void anExpiredCertificateIsRefused() {
        TestCertificates expired = TestCertificates.expired("127.0.0.1");
        try (FakeUpstream upstream = FakeUpstream.tls(expired)) {
            assertThrows(SSLHandshakeException.class, () -> get(upstream.baseUri(), expired.clientContext()));
        }
    }

    @Test
    void aStreamCutOffUnderTlsArrivesUpToTheCut() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.tls(certificates)) {
            upstream.answerNext(Answer.json(200, "{}").cutOffAfter(20, CutOff.FIN));

            assertThrows(IOException.class, () -> get(upstream.baseUri(), certificates.clientContext()));
            assertEquals(1, upstream.requests().size());
        }
    }

    @Test
    void theAuthorityIsWrittenAsPem(@TempDir Path folder) throws Exception {
        Path pem = certificates.writeAuthorityPem(folder.resolve("ca.pem"));

        var read = CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(pem));

        assertEquals(certificates.authority(), read);
        assertTrue(certificates.authority().getBasicConstraints() >= 0);
    }

    private static int get(URI base, SSLContext context) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/v1/models")).build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
