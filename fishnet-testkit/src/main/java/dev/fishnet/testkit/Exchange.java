package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/** The client's side of one request, to which an {@link Answer} sends whatever it likes, right or wrong. */
public final class Exchange {
    private final Connection connection;
    private final int limit;
    private final CutOff cutOff;
    private int sent;

    Exchange(Connection connection) {
        this(connection, Integer.MAX_VALUE, CutOff.FIN);
    }

    private Exchange(Connection connection, int limit, CutOff cutOff) {
        this.connection = connection;
        this.limit = limit;
        this.cutOff = cutOff;
    }

    /**
     * Puts bytes on the wire at once.
     *
     * @throws IOException when the client has gone, or when the answer has reached the length it is cut off at
     */
    public void send(byte[] bytes) throws IOException {
        int allowed = Math.min(bytes.length, limit - sent);
        sent += allowed;
        connection.write(bytes, allowed);
        if (sent == limit) {
            end(cutOff);
            throw new IOException("cut off after " + limit + " bytes");
        }
    }

    /** The same with characters below 256, a byte each. */
    public void send(String latin1) throws IOException {
        send(latin1.getBytes(ISO_8859_1));
    }

    /** Ends the connection in that way; nothing can be sent afterwards. */
    public void end(CutOff how) throws IOException {
        connection.end(how);
    }

    /** Waits until the client has gone or the upstream is closed. */
    public void awaitDisconnect() throws InterruptedException {
        connection.awaitEnd();
    }

    Exchange limitedTo(int bytes, CutOff how) {
        return new Exchange(connection, bytes, how);
    }
}
