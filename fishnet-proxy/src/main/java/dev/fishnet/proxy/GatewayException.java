package dev.fishnet.proxy;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** The gateway could not start. */
public final class GatewayException extends FishnetException {
    private GatewayException(ErrorKind kind, String message, String hint, Throwable cause) {
        super(kind, message, hint, cause);
    }

    static GatewayException notBound(InetSocketAddress address, Throwable cause) {
        return new GatewayException(
                ErrorKind.UNAVAILABLE,
                "failed to bind " + written(address) + ": " + reason(cause),
                "FISHNET_PORT chooses another port; ports below 1024 are root's, and others may be taken: ss -ltnp",
                cause);
    }

    static GatewayException noTrust(Exception cause) {
        return new GatewayException(
                ErrorKind.FAILED,
                "cannot prepare TLS to the upstreams: " + cause.getMessage(),
                "check the Java runtime's cacerts file",
                cause);
    }

    /** Without the call and the number of the error, which a native transport says first. */
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        int prefix = message.indexOf("): ");
        return prefix < 0 ? message : message.substring(prefix + 3);
    }

    private static String written(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address six
                ? "[" + shortened(six) + "]:" + address.getPort()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static String shortened(Inet6Address address) {
        return NetUtil.toAddressString(address);
    }
}
