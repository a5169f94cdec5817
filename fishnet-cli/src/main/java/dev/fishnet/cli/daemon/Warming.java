package dev.fishnet.cli.daemon;

import dev.fishnet.proxy.store.DriverLibrary;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs in a moment and takes its time, begun with on a thread of its own while another reads the
 * configuration and opens the vault. What fails here fails again where it is needed, and is said there.
 */
final class Warming {
    /** The JDK forgets the authorities that it has read when nobody holds them. */
    private static volatile @Nullable TrustManagerFactory authorities;

    private Warming() {}

    /** After the process has protected itself: threads inherit that. */
    static void begin() {
        Thread.ofPlatform().name("fishnet-warming").daemon().start(() -> {
            DriverLibrary.loadAhead();
            readAuthorities();
        });
    }

    /** Once the gateway has what was made for it. */
    static void end() {
        if (authorities != null) {
            authorities = null;
        }
    }

    private static void readAuthorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            authorities = factory;
        } catch (GeneralSecurityException e) {
            authorities = null;
        }
    }
}
