import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A connection on which one request is sent again and again; reads no more HTTP than it needs to find an answer's end. */
class Wire implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final byte[] request;
    private final boolean isStream;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int scanned;
    private boolean isChecked;

    Wire(int port, String path, String authorization, String prompt, boolean isStream) throws IOException {
        String body = "{\"model\":\"gpt-5-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                + "\"}],\"max_completion_tokens\":64" + (isStream ? ",\"stream\":true" : "") + "}";
        this.request = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: " + authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
        this.isStream = isStream;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 60_000);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Sends the request and reads the whole answer; when it was there, or the first event of a stream. */
    long exchange(List<Long> delays) throws IOException {
        if (isStream) {
            long first = open(delays);
            for (; !endsWith("\r\n0\r\n\r\n"); ) {
                more(delays);
            }
            return first;
        }
        send();
        for (int end = -1; end < 0 || filled < end; end = end()) {
            fill();
        }
        return System.nanoTime();
    }

    /** Sends the request; when its first event was there. */
    long open(List<Long> delays) throws IOException {
        send();
        for (int before = delays.size(); delays.size() == before; ) {
            more(delays);
        }
        return System.nanoTime();
    }

    /** Reads events until a moment. */
    void events(List<Long> delays, long until) throws IOException {
        while (System.nanoTime() < until) {
            more(delays);
        }
    }

    private void send() throws IOException {
        filled = 0;
        scanned = 0;
        isChecked = false;
        out.write(request);
    }

    private void fill() throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the connection ended in the middle of an answer");
        }
        filled += read;
        if (!isChecked && filled >= 12) {
            isChecked = true;
            requireOk();
        }
    }

    private void requireOk() throws IOException {
        if (!text(9, 12).equals("200")) {
            throw new IOException("answered: " + text(0, Math.min(filled, 600)).replace("\r\n", " | "));
        }
    }

    /** Takes the moments out of what has come. */
    private void more(List<Long> delays) throws IOException {
        if (filled > BUFFER / 2) {
            System.arraycopy(buffer, scanned, buffer, 0, filled - scanned);
            filled -= scanned;
            scanned = 0;
        }
        fill();
        long now = System.nanoTime();
        for (int end = stampEnd(); end > 0; end = stampEnd()) {
            long written = 0;
            for (int i = end - 1, ten = 0; buffer[i] != '='; i--, ten++) {
                written += (buffer[i] - '0') * (long) Math.pow(10, ten);
            }
            delays.add(now - written);
            scanned = end;
        }
    }

    /** Where the next whole moment ends, past what is scanned; -1 for none. */
    private int stampEnd() {
        for (int i = scanned; i < filled - 2; i++) {
            if (buffer[i] == 't' && buffer[i + 1] == '=' && buffer[i + 2] >= '0' && buffer[i + 2] <= '9') {
                for (int end = i + 2; end < filled; end++) {
                    if (buffer[end] == ' ') {
                        return end;
                    }
                }
                return -1;
            }
        }
        return -1;
    }

    private int end() {
        String head = text(0, filled);
        int body = head.indexOf("\r\n\r\n");
        if (body < 0) {
            return -1;
        }
        String lower = head.substring(0, body).toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        if (at < 0) {
            return endsWith("\r\n0\r\n\r\n") ? filled : -1;
        }
        int stop = lower.indexOf('\r', at) < 0 ? lower.length() : lower.indexOf('\r', at);
        return body + 4 + Integer.parseInt(lower.substring(at + 16, stop).trim());
    }

    private boolean endsWith(String tail) {
        return filled >= tail.length() && text(filled - tail.length(), filled).equals(tail);
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
