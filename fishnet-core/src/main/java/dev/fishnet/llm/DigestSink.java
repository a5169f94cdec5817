package dev.fishnet.llm;

import dev.fishnet.crypto.Sha256Stream;
import java.nio.charset.StandardCharsets;

/**
 * Hashes JSON as a row of tokens. Each begins with a byte that UTF-8 never has, so that no two values have the same
 * row.
 */
final class DigestSink {
    private static final int OBJECT = 0xf8;
    private static final int OBJECT_END = 0xf9;
    private static final int ARRAY = 0xfa;
    private static final int ARRAY_END = 0xfb;
    private static final int NAME = 0xfc;
    private static final int TEXT = 0xfd;
    private static final int SCALAR = 0xfe;

    private final Sha256Stream hash = new Sha256Stream();
    private final boolean ignoreWhitespace;
    private boolean inSpace;

    DigestSink(boolean ignoreWhitespace) {
        this.ignoreWhitespace = ignoreWhitespace;
    }

    static void header(Sha256Stream hash, String name) {
        hash.add(NAME);
        hash.add(name.getBytes(StandardCharsets.UTF_8));
        hash.add(TEXT);
    }

    void begin(JsonKind kind) {
        inSpace = false;
        switch (kind) {
            case OBJECT -> hash.add(OBJECT);
            case ARRAY -> hash.add(ARRAY);
            case STRING -> hash.add(TEXT);
            case NUMBER, BOOLEAN, NULL -> hash.add(SCALAR);
        }
    }

    void end(JsonKind kind, String text) {
        switch (kind) {
            case OBJECT -> hash.add(OBJECT_END);
            case ARRAY -> hash.add(ARRAY_END);
            case STRING -> {}
            case NUMBER, BOOLEAN, NULL -> hash.add(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    void name(String name) {
        hash.add(NAME);
        hash.add(name.getBytes(StandardCharsets.UTF_8));
    }

    void character(int codePoint) {
        if (!ignoreWhitespace || !isSpace(codePoint)) {
            inSpace = false;
            utf8(codePoint);
        } else if (!inSpace) {
            inSpace = true;
            hash.add(' ');
        }
    }

    byte[] finish() {
        return hash.finish();
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0xa0;
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            hash.add(codePoint);
        } else if (codePoint < 0x800) {
            hash.add(0xc0 | (codePoint >> 6));
            hash.add(tail(codePoint));
        } else {
            if (codePoint < 0x10000) {
                hash.add(0xe0 | (codePoint >> 12));
            } else {
                hash.add(0xf0 | (codePoint >> 18));
                hash.add(tail(codePoint >> 12));
            }
            hash.add(tail(codePoint >> 6));
            hash.add(tail(codePoint));
        }
    }

    private static int tail(int bits) {
        return 0x80 | (bits & 0x3f);
    }
}
