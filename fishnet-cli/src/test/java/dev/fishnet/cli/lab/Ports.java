package dev.fishnet.cli.lab;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports that nobody listens on. */
public final class Ports {
    private static final byte[] FOUR = {127, 0, 0, 1};
    private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Ports() {}

    /**
     * One that is free on both families' loopback addresses, both of which the daemon takes. It is none of those that
     * the kernel gives to whoever asks for any, of which another lab may be given one at any time.
     */
    public static int free() throws IOException {
        for (int i = 0; i < 100; i++) {
            int port = ThreadLocalRandom.current().nextInt(10_240, 32_768);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket four = new ServerSocket(port, 1, InetAddress.getByAddress(FOUR));
                ServerSocket six = new ServerSocket(port, 1, InetAddress.getByAddress(SIX))) {
            return four.isBound() && six.isBound();
        } catch (BindException taken) {
            return false;
        }
    }
}
