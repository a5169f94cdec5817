package dev.fishnet.cli.lab.storm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection to the gateway. */
record Wire(Socket socket, AnswerReader reader) {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Duration RESTART = Duration.ofSeconds(60);

    /** Tries again as long as nobody listens: a killed gateway comes back. */
    static Wire open(int port) throws InterruptedException {
        long end = System.nanoTime() + RESTART.toNanos();
        while (true) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                return new Wire(socket, new AnswerReader(socket.getInputStream()));
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("the gateway does not come back", e);
                }
                Thread.sleep(20);
            }
        }
    }

    /** Leaves without having read everything: with an RST, or with a FIN. */
    void abandon(boolean reset) throws IOException {
        if (reset) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // gone is gone
        }
    }
}
