package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One accepted connection: requests are read, recorded and answered in turn. */
final class Connection {
    private static final int GRACE_MILLIS = 100;

    private final int number;
    private final Socket wire;
    private final Socket socket;
    private final RequestLog log;
    private final Playbook playbook;
    private final Inbox inbox = new Inbox();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile CompletableFuture<Boolean> answered = CompletableFuture.completedFuture(true);
    private volatile boolean endedByUs;

    /**
     * @param wire the TCP socket
     * @param socket what to read and write: the same, or TLS over it
     */
    Connection(int number, Socket wire, Socket socket, RequestLog log, Playbook playbook) {
        this.number = number;
        this.wire = wire;
        this.socket = socket;
        this.log = log;
        this.playbook = playbook;
    }

    void serve() {
        Thread reader = Thread.ofVirtual().start(this::read);
        try {
            answerAll();
            end(CutOff.CLEAN);
            reader.join();
        } catch (IOException gone) {
            peerLeft();
            close();
        } catch (InterruptedException e) {
            close();
        }
    }

    private void read() {
        try {
            inbox.fillFrom(socket.getInputStream());
            inbox.end();
            if (!isAnswered()) {
                peerLeft();
            }
            ended.countDown();
        } catch (IOException | InterruptedException e) {
            ended.countDown();
        }
    }

    /** A client may read the last byte of an answer and leave before the answering thread knows that it is done. */
    private boolean isAnswered() throws InterruptedException {
        try {
            return answered.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException inTheMiddle) {
            return false;
        }
    }

    private void peerLeft() {
        if (!endedByUs && left.compareAndSet(false, true)) {
            log.disconnected(number);
        }
    }

    private void answerAll() throws IOException, InterruptedException {
        RequestReader requests = new RequestReader(inbox);
        Optional<byte[]> head = requests.head();
        while (head.isPresent() && !endedByUs) {
            CompletableFuture<Boolean> current = new CompletableFuture<>();
            answered = current;
            boolean last = answer(requests, head.get());
            current.complete(true);
            head = last ? Optional.empty() : requests.head();
        }
    }

    /** Whether this was the last one on its connection. */
    private boolean answer(RequestReader requests, byte[] head) throws IOException, InterruptedException {
        if (RequestReader.value(RecordedRequest.headersOf(head), "expect").equalsIgnoreCase("100-continue")) {
            byte[] go = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);
            write(go, go.length);
        }
        RecordedRequest request = requests.body(number, head);
        log.add(request);
        playbook.answerTo(request).send(request, new Exchange(this));
        return request.header("connection").orElse("").equalsIgnoreCase("close");
    }

    void write(byte[] bytes, int count) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes, 0, count);
        out.flush();
    }

    void end(CutOff how) throws IOException {
        endedByUs = true;
        switch (how) {
            case CLEAN -> socket.close();
            case FIN -> wire.shutdownOutput();
            case RST -> wire.setSoLinger(true, 0);
        }
        wire.close();
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    void close() {
        endedByUs = true;
        try {
            wire.close();
        } catch (IOException gone) {
            // closed is what it should be
        }
    }
}
