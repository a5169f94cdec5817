package dev.fishnet.proxy;

import dev.fishnet.upstream.PublicAddress;
import dev.fishnet.upstream.Upstream;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;

/**
 * Which of the addresses that an upstream's name leads to may be connected to. Whoever answers for a name could
 * otherwise lead the gateway, and a key, to a service inside this machine or network.
 */
final class AddressRules {
    private AddressRules() {}

    /** All of them or none: one private address among public ones is no accident. */
    static List<InetAddress> usable(Upstream upstream, List<InetAddress> found) throws AddressRefusedException {
        if (!writtenOut(upstream)
                && !upstream.privateAllowed()
                && !found.stream().allMatch(PublicAddress::isPublic)) {
            throw new AddressRefusedException();
        }
        return secure(upstream)
                ? found
                : found.stream().filter(InetAddress::isLoopbackAddress).toList();
    }

    /** Without TLS only this machine will do, whatever a name resolves to. */
    static boolean secure(Upstream upstream) {
        return "https".equals(upstream.base().getScheme());
    }

    /** The operator has said where to, and nobody else can change it. */
    private static boolean writtenOut(Upstream upstream) {
        String host = upstream.base().getHost();
        return host.equals("localhost") || NetUtil.createByteArrayFromIpAddressString(host) != null;
    }
}
