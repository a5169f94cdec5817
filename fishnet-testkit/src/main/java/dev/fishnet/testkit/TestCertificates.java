package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority that nobody else knows, and a server certificate it has issued; both made when asked for. */
public final class TestCertificates {
    private static final char[] NO_PASSWORD = new char[0];
    private static final Duration DAY = Duration.ofDays(1);

    private final IssuedKey authority;
    private final IssuedKey server;

    private TestCertificates(IssuedKey authority, IssuedKey server) {
        this.authority = authority;
        this.server = server;
    }

    /** A server certificate valid now for these DNS names and IP addresses. */
    public static TestCertificates forNames(String... names) {
        return endingAt(Instant.now().plus(DAY), names);
    }

    /** The same, but it ended an hour ago. */
    public static TestCertificates expired(String... names) {
        return endingAt(Instant.now().minus(Duration.ofHours(1)), names);
    }

    private static TestCertificates endingAt(Instant end, String... names) {
        Instant start = Instant.now().minus(DAY);
        IssuedKey authority = IssuedKey.authority(start, Instant.now().plus(DAY));
        return new TestCertificates(authority, authority.issue(start, end, names));
    }

    /** The authority's certificate: who trusts it trusts the server. */
    public X509Certificate authority() {
        return authority.certificate();
    }

    /** The authority's certificate as PEM. */
    public String authorityPem() {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(authority.certificate().getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the authority's certificate as a PEM file and returns its path. */
    public Path writeAuthorityPem(Path file) throws IOException {
        return Files.writeString(file, authorityPem(), US_ASCII);
    }

    /** For a client that trusts this authority and no other. */
    public SSLContext clientContext() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("authority", authority.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext serverContext() {
        try {
            KeyStore store = emptyStore();
            Certificate[] chain = {server.certificate(), authority.certificate()};
            store.setKeyEntry("server", server.keys().getPrivate(), NO_PASSWORD, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
