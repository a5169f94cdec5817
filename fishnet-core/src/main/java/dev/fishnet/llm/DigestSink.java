package dev.fishnet.llm;

import dev.fishnet.crypto.Sha256Stream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Hashes JSON as a row of tokens. Each begins with a byte that UTF-8 never has, so that no two values have the same
 * row. Most rows are given up after a few tokens, as those of a user's messages: nothing is hashed before there is
 * more.
 */
final class DigestSink {
    private static final int OBJECT = 0xf8;
    private static final int OBJECT_END = 0xf9;
    private static final int ARRAY = 0xfa;
    private static final int ARRAY_END = 0xfb;
    private static final int NAME = 0xfc;
    private static final int TEXT = 0xfd;
    private static final int SCALAR = 0xfe;
    /** Room for what is not hashed yet, in bytes. */
    static final int HELD = 128;

    private final boolean ignoreWhitespace;
    private final byte[] held;
    private int count;
    private @Nullable Sha256Stream hash;
    private boolean inSpace;

    /** @param held {@link #HELD} bytes that nobody else uses meanwhile */
    DigestSink(boolean ignoreWhitespace, byte[] held) {
        this.ignoreWhitespace = ignoreWhitespace;
        this.held = held;
    }

    static void header(Sha256Stream hash, String name) {
        hash.add(NAME);
        hash.add(name.getBytes(StandardCharsets.UTF_8));
        hash.add(TEXT);
    }

    /** This one, with nothing in it. */
    DigestSink anew() {
        count = 0;
        hash = null;
        inSpace = false;
        return this;
    }

    void begin(JsonKind kind) {
        inSpace = false;
        switch (kind) {
            case OBJECT -> add(OBJECT);
            case ARRAY -> add(ARRAY);
            case STRING -> add(TEXT);
            case NUMBER, BOOLEAN, NULL -> add(SCALAR);
        }
    }

    void end(JsonKind kind, String text) {
        switch (kind) {
            case OBJECT -> add(OBJECT_END);
            case ARRAY -> add(ARRAY_END);
            case STRING -> {}
            case NUMBER, BOOLEAN, NULL -> add(text);
        }
    }

    void name(String name) {
        add(NAME);
        add(name);
    }

    void characters(AsciiRun run) {
        if (ignoreWhitespace) {
            for (int i = run.from(); i < run.to(); i++) {
                character(run.bytes()[i]);
            }
        } else {
            add(run.bytes(), run.from(), run.to());
        }
    }

    void character(int codePoint) {
        if (!ignoreWhitespace || !isSpace(codePoint)) {
            inSpace = false;
            utf8(codePoint);
        } else if (!inSpace) {
            inSpace = true;
            add(' ');
        }
    }

    byte[] finish() {
        return passed().finish();
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0xa0;
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            add(codePoint);
        } else if (codePoint < 0x800) {
            add(0xc0 | (codePoint >> 6));
            add(tail(codePoint));
        } else {
            if (codePoint < 0x10000) {
                add(0xe0 | (codePoint >> 12));
            } else {
                add(0xf0 | (codePoint >> 18));
                add(tail(codePoint >> 12));
            }
            add(tail(codePoint >> 6));
            add(tail(codePoint));
        }
    }

    private static int tail(int bits) {
        return 0x80 | (bits & 0x3f);
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length);
    }

    private void add(int octet) {
        if (count == HELD) {
            passed();
        }
        held[count] = (byte) octet;
        count++;
    }

    private void add(byte[] bytes, int from, int to) {
        if (to - from > HELD - count) {
            passed().add(bytes, from, to - from);
        } else {
            System.arraycopy(bytes, from, held, count, to - from);
            count += to - from;
        }
    }

    /** The hash of all that has come so far. */
    private Sha256Stream passed() {
        Sha256Stream present = hash == null ? new Sha256Stream() : hash;
        hash = present;
        present.add(held, 0, count);
        count = 0;
        return present;
    }
}
