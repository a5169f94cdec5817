package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.LocalDate;

/** A place in an entry's line. What is passed is behind it; what does not fit is said with the place. */
final class LineCursor {
    private static final int MOST_DIGITS = 19;

    private final byte[] line;
    private int at;

    LineCursor(byte[] line) {
        this.line = line;
    }

    int at() {
        return at;
    }

    void back(int to) {
        at = to;
    }

    boolean atEnd() {
        return at == line.length;
    }

    /** Whether what was passed last opened an object. */
    boolean behindBrace() {
        return line[at - 1] == '{';
    }

    void expect(String ascii) throws FishnetException {
        if (!passes(ascii)) {
            throw odd(at < line.length ? "something else than " + ascii : "its end before " + ascii);
        }
    }

    boolean passes(String ascii) {
        int count = ascii.length();
        if (line.length - at < count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (line[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        at += count;
        return true;
    }

    /** One that is too large comes out as another number, and is then written otherwise than it was. */
    long number() throws FishnetException {
        boolean negative = passes("-");
        long value = -digit();
        for (int i = 1; i < MOST_DIGITS && at < line.length && line[at] >= '0' && line[at] <= '9'; i++) {
            value = value * 10 - digit();
        }
        return negative ? value : -value;
    }

    int fixed(int count) throws FishnetException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value * 10 + digit();
        }
        return value;
    }

    LocalDate day() throws FishnetException {
        int year = fixed(4);
        expect("-");
        int month = fixed(2);
        expect("-");
        return LocalDate.of(year, month, fixed(2));
    }

    private int digit() throws FishnetException {
        int value = at < line.length ? line[at] - '0' : -1;
        if (value < 0 || value > 9) {
            throw odd("no digit");
        }
        at++;
        return value;
    }

    /** Bytes that are no UTF-8 come out as another text, and are then written otherwise than they were. */
    String text() throws FishnetException {
        expect("\"");
        int from = at;
        while (at < line.length && line[at] != '"' && line[at] != '\\') {
            at++;
        }
        if (at < line.length && line[at] == '"') {
            at++;
            return new String(line, from, at - 1 - from, UTF_8);
        }
        return escaped(from);
    }

    private String escaped(int begin) throws FishnetException {
        StringBuilder text = new StringBuilder();
        int from = begin;
        while (at < line.length && line[at] != '"') {
            if (line[at] == '\\') {
                text.append(new String(line, from, at - from, UTF_8)).append(escape());
                from = at;
            } else {
                at++;
            }
        }
        text.append(new String(line, from, at - from, UTF_8));
        expect("\"");
        return text.toString();
    }

    private char escape() throws FishnetException {
        if (passes("\\\"")) {
            return '"';
        }
        if (passes("\\\\")) {
            return '\\';
        }
        expect("\\u00");
        int high = hex();
        return (char) (high * 16 + hex());
    }

    private int hex() throws FishnetException {
        int value = at < line.length ? Character.digit(line[at], 16) : -1;
        if (value < 0) {
            throw odd("no hexadecimal digit");
        }
        at++;
        return value;
    }

    /** What stands here is not what an entry has here. */
    FishnetException odd(String found) {
        return odd(at, found);
    }

    static FishnetException odd(int at, String found) {
        return new FishnetException(
                ErrorKind.CORRUPT,
                "the entry is not written as the log writes entries: at byte " + at + " it has " + found);
    }
}
