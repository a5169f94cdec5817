package dev.fishnet.platform.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Accepts connections to both loopback addresses on the ports it is given, until it is ended. */
final class LoopbackServer {
    private LoopbackServer() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] ports) throws Exception {
        List<Thread> accepting = new ArrayList<>();
        for (String port : ports) {
            for (String address : List.of("127.0.0.1", "::1")) {
                ServerSocket server = new ServerSocket(Integer.parseInt(port), 50, InetAddress.getByName(address));
                accepting.add(Thread.ofPlatform().start(() -> accept(server)));
            }
        }
        System.out.println("listening");
        for (Thread thread : accepting) {
            thread.join();
        }
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
