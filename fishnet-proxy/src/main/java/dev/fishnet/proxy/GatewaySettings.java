package dev.fishnet.proxy;

import dev.fishnet.config.AuditSettings;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a gateway is started with.
 *
 * @param listen the addresses to bind, all or none; port 0 takes a free one
 * @param extraRoots certificates trusted to vouch for upstreams, besides those the JDK trusts
 * @param audit what is logged, and what becomes of requests that cannot be
 */
public record GatewaySettings(
        List<InetSocketAddress> listen, GatewayLimits limits, List<X509Certificate> extraRoots, AuditSettings audit) {
    public GatewaySettings {
        listen = List.copyOf(listen);
        extraRoots = List.copyOf(extraRoots);
        requireLoopback(listen);
    }

    /** The kernel tells who calls within this machine only; another must not be able to ask for anything. */
    private static void requireLoopback(List<InetSocketAddress> addresses) {
        for (InetSocketAddress address : addresses) {
            if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException("not an address of this machine alone: " + address.getHostString());
            }
        }
    }
}
