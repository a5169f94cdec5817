package dev.fishnet.cli.daemon;

import dev.fishnet.config.ConfigException;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.HttpSettings;
import dev.fishnet.proxy.GatewayLimits;
import dev.fishnet.proxy.GatewaySettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the configuration means for the gateway. */
final class Listening {
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Listening() {}

    static GatewaySettings settings(FishnetConfig config) throws ConfigException {
        return new GatewaySettings(
                addresses(config), limits(config.http()), extraRoots(config.extraCaCerts()), config.audit());
    }

    private static GatewayLimits limits(HttpSettings http) {
        GatewayLimits.Sizes sizes = GatewayLimits.Sizes.DEFAULT;
        GatewayLimits.Times times = GatewayLimits.Times.DEFAULT;
        return new GatewayLimits(
                new GatewayLimits.Sizes(
                        sizes.line(),
                        sizes.head(),
                        sizes.fields(),
                        sizes.body(),
                        sizes.buffered(),
                        sizes.connections(),
                        http.idlePerUpstream()),
                new GatewayLimits.Times(
                        times.head(),
                        times.bodyStall(),
                        times.body(),
                        times.agentStall(),
                        http.connect(),
                        http.answer(),
                        http.idle()));
    }

    static String url(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return "http://" + (host instanceof Inet6Address ? "[::1]" : host.getHostAddress()) + ":" + address.getPort();
    }

    /** Both families, so that nobody else can wait for the agent on the one that is free. */
    private static List<InetSocketAddress> addresses(FishnetConfig config) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (!config.host().equals("::1")) {
            addresses.add(new InetSocketAddress(loopback(LOOPBACK_4), config.port()));
        }
        if (config.host().equals("::1") || hasIpv6()) {
            addresses.add(new InetSocketAddress(loopback(LOOPBACK_6), config.port()));
        }
        return addresses;
    }

    private static InetAddress loopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of a wrong length", e);
        }
    }

    private static boolean hasIpv6() {
        try {
            return NetworkInterface.getByInetAddress(loopback(LOOPBACK_6)) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<X509Certificate> extraRoots(Optional<String> file) throws ConfigException {
        if (file.isEmpty()) {
            return List.of();
        }
        try (InputStream pem = Files.newInputStream(Path.of(file.get()))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw ConfigException.badValue("upstreams.extra_ca_certs", "cannot read certificates from " + file.get());
        }
    }
}
