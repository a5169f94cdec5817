package dev.fishnet.cli.daemon;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Who may vouch for a server: those that the JDK trusts, and the operator's own. */
final class Trust {
    private Trust() {}

    static SSLContext context(List<X509Certificate> extraRoots) throws GeneralSecurityException, IOException {
        if (extraRoots.isEmpty()) {
            return SSLContext.getDefault();
        }
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        X509TrustManager usual = (X509TrustManager) factory(null).getTrustManagers()[0];
        add(roots, "jdk-", List.of(usual.getAcceptedIssuers()));
        add(roots, "extra-", extraRoots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory(roots).getTrustManagers(), null);
        return context;
    }

    private static void add(KeyStore roots, String prefix, List<X509Certificate> certificates)
            throws GeneralSecurityException {
        for (int i = 0; i < certificates.size(); i++) {
            roots.setCertificateEntry(prefix + i, certificates.get(i));
        }
    }

    /** @param roots null for the JDK's own */
    private static TrustManagerFactory factory(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory;
    }
}
