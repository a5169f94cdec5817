package dev.fishnet.cli.lab.storm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads answers to the last byte, and no further. */
final class AnswerReader {
    private static final int LONGEST = 1 << 20;

    private final InputStream in;

    AnswerReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The status line and the fields, lower case, with the blank line. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            head.append((char) next());
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    /** The body, a character for every byte. */
    String body(String head) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                copy(size, body);
                line();
            }
            line();
        } else {
            copy(Integer.parseInt(field(head, "content-length")), body);
        }
        return body.toString(ISO_8859_1);
    }

    /** The first bytes of the body, at most. */
    void some(int most) throws IOException {
        if (in.readNBytes(most).length == 0) {
            throw new EOFException();
        }
    }

    static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    private static String field(String head, String name) throws EOFException {
        return head.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow(() -> new EOFException("an answer without a length: " + head));
    }

    private void copy(int size, ByteArrayOutputStream to) throws IOException {
        byte[] bytes = in.readNBytes(Math.min(size, LONGEST));
        to.writeBytes(bytes);
        if (bytes.length < size) {
            throw new EOFException();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\r\n", line.length() - 2) < 0) {
            line.append((char) next());
        }
        return line.substring(0, line.length() - 2);
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }
}
