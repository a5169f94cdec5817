package dev.fishnet.cli.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports that nobody listens on. */
public final class Ports {
    private static final byte[] FOUR = {127, 0, 0, 1};
    private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Ports() {}

    /** One that is free on both families' loopback addresses, both of which the daemon takes. */
    public static int free() throws IOException {
        try (ServerSocket four = new ServerSocket(0, 1, InetAddress.getByAddress(FOUR));
                ServerSocket six = new ServerSocket(four.getLocalPort(), 1, InetAddress.getByAddress(SIX))) {
            return six.getLocalPort();
        }
    }
}
