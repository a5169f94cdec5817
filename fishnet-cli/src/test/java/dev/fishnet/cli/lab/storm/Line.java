package dev.fishnet.cli.lab.storm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client: a request after the other over a connection that is kept as long as it lasts. */
final class Line implements AutoCloseable {
    private final Storm storm;
    private final int port;
    private final Map<String, String> tokens;
    private @Nullable Wire wire;

    Line(Storm storm, int port, Map<String, String> tokens) {
        this.storm = storm;
        this.port = port;
        this.tokens = tokens;
    }

    /** Sends it, and returns the gateway's code when that refused it, or else an empty text. */
    String fire(Shot shot) throws InterruptedException {
        Wire to = connected();
        storm.books().enter(shot);
        storm.tally().count(shot.api());
        storm.tally().count(shot.card().trait());
        storm.tally().count(shot.card().manner());
        try {
            send(shot, to);
            return shot.card().manner().stays() ? read(shot, to) : leave(shot, to);
        } catch (SocketTimeoutException e) {
            storm.fault("no answer in time: " + shot.card());
        } catch (IOException e) {
            storm.tally().count("ending: cut");
        }
        close();
        return "";
    }

    /** Waits as long as the gateway is being started again. */
    private Wire connected() throws InterruptedException {
        if (wire == null) {
            wire = Wire.open(port);
        }
        return wire;
    }

    private void send(Shot shot, Wire to) throws IOException, InterruptedException {
        OutputStream out = to.socket().getOutputStream();
        byte[] body = shot.body().getBytes(UTF_8);
        byte[] head = (shot.api().head() + tokens.get(shot.agent()) + "\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        switch (shot.card().manner()) {
            case SENDS_HALF_AND_LEAVES -> out.write(all, 0, head.length + body.length / 2);
            case SENDS_SLOWLY -> sendInPieces(all, all.length / 4 + 1, out);
            case HALF_CLOSES -> {
                out.write(all);
                to.socket().shutdownOutput();
            }
            default -> out.write(all);
        }
    }

    private static void sendInPieces(byte[] all, int size, OutputStream out) throws IOException, InterruptedException {
        for (int at = 0; at < all.length; at += size) {
            out.write(all, at, Math.min(size, all.length - at));
            Thread.sleep(1);
        }
    }

    private String leave(Shot shot, Wire to) throws IOException, InterruptedException {
        String code = switch (shot.card().manner()) {
            case LEAVES_BEFORE_THE_ANSWER -> shot.awaitArrival() ? "" : read(shot, to);
            case LEAVES_DURING_THE_ANSWER -> readSome(shot, to);
            default -> "";
        };
        to.abandon(shot.id() % 2 == 0);
        wire = null;
        shot.clientLeaves();
        storm.tally().count("ending: left");
        return code;
    }

    private String readSome(Shot shot, Wire to) throws IOException {
        String head = to.reader().head();
        if (AnswerReader.status(head) != 200) {
            return finish(shot, to, head);
        }
        to.reader().some(1 + shot.id() % 40);
        return "";
    }

    private String read(Shot shot, Wire to) throws IOException {
        return finish(shot, to, to.reader().head());
    }

    private String finish(Shot shot, Wire to, String head) throws IOException {
        String body = to.reader().body(head);
        if (head.contains("\r\nconnection: close\r\n") || shot.card().manner() == Manner.HALF_CLOSES) {
            close();
        }
        return new Outcome(storm, shot, AnswerReader.status(head), body).settle();
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
