package dev.fishnet.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS to upstreams: the JDK's, 1.2 or newer, the JDK's roots and those added, and the host's name in the certificate.
 */
final class UpstreamTls {
    private final SslContext context;
    private final Executor handshakes;
    private final Duration time;

    /** @param handshakes runs what a handshake computes, so that it does not hold up an event loop */
    UpstreamTls(List<X509Certificate> extraRoots, Executor handshakes, Duration time) throws GatewayException {
        this.context = context(extraRoots);
        this.handshakes = handshakes;
        this.time = time;
    }

    /**
     * TLS for one connection.
     *
     * @param host the name or address the certificate must be for; an IPv6 address as a URI has it, in brackets
     */
    SslHandler handler(ByteBufAllocator allocator, String host, int port) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SslHandler handler = context.newHandler(allocator, bare, port, handshakes);
        handler.setHandshakeTimeoutMillis(time.toMillis());
        return handler;
    }

    private static SslContext context(List<X509Certificate> extraRoots) throws GatewayException {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .trustManager(trusting(extraRoots))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw GatewayException.noTrust(e);
        }
    }

    private static TrustManagerFactory trusting(List<X509Certificate> extraRoots)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory defaults = trusting((KeyStore) null);
        if (extraRoots.isEmpty()) {
            return defaults;
        }
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        addTo(roots, "jdk-", ((X509TrustManager) defaults.getTrustManagers()[0]).getAcceptedIssuers());
        addTo(roots, "extra-", extraRoots.toArray(X509Certificate[]::new));
        return trusting(roots);
    }

    private static void addTo(KeyStore roots, String prefix, X509Certificate[] certificates)
            throws GeneralSecurityException {
        for (int i = 0; i < certificates.length; i++) {
            roots.setCertificateEntry(prefix + i, certificates[i]);
        }
    }

    /** @param roots null for the JDK's own */
    private static TrustManagerFactory trusting(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory;
    }
}
