package dev.fishnet.llm;

/**
 * Finds private keys in the textual form (RFC 7468), from their first dash to their last, or so far as they are there.
 */
final class PrivateKeyScanner {
    /** Takes what was found. */
    interface Findings {
        void found(String kind, int from, int to) throws AmbiguousBodyException;
    }

    private static final int LABEL = 48;
    private static final int LEAST = 64;
    private static final int MOST = 1 << 16;

    private enum State {
        OUTSIDE,
        LABEL,
        BODY,
        ENDED
    }

    private final Findings findings;
    private final StringBuilder label = new StringBuilder();
    private State state = State.OUTSIDE;
    private int from;
    private int dashes;
    private int fences;
    private int letters;
    private int length;

    PrivateKeyScanner(Findings findings) {
        this.findings = findings;
    }

    void begin() {
        state = State.OUTSIDE;
        dashes = 0;
    }

    void character(int codePoint, int offset) throws AmbiguousBodyException {
        switch (state) {
            case OUTSIDE -> outside(codePoint, offset);
            case LABEL -> label(codePoint);
            case BODY -> body(codePoint, offset);
            case ENDED -> {
                end(offset);
                outside(codePoint, offset);
            }
        }
    }

    /** The text ends, or the key in it. */
    void end(int offset) throws AmbiguousBodyException {
        if ((state == State.BODY || state == State.ENDED) && letters >= LEAST) {
            findings.found("private_key", from, offset);
        }
        begin();
    }

    private void outside(int codePoint, int offset) {
        if (codePoint == '-') {
            from = dashes == 0 ? offset : from;
            dashes++;
        } else if (dashes >= 5 && codePoint == 'B') {
            state = State.LABEL;
            label.setLength(0);
            label.append('B');
        } else {
            dashes = 0;
        }
    }

    private void label(int codePoint) {
        boolean goesOn = codePoint == ' ' || (codePoint >= '0' && codePoint <= 'Z');
        if (goesOn && label.length() < LABEL) {
            label.append((char) codePoint);
        } else if (codePoint == '-' && label.toString().matches("BEGIN .*PRIVATE KEY( BLOCK)?|BEGIN PRIVATE KEY")) {
            state = State.BODY;
            dashes = 1;
            fences = 0;
            letters = 0;
            length = 0;
        } else {
            begin();
        }
    }

    private void body(int codePoint, int offset) throws AmbiguousBodyException {
        length++;
        if (codePoint == '-') {
            dashes++;
            if (dashes == 5) {
                fences++;
                state = fences == 3 ? State.ENDED : State.BODY;
            }
            return;
        }
        dashes = 0;
        boolean letter = codePoint < 0x80 && SecretPattern.LETTERS.test(codePoint);
        letters += letter ? 1 : 0;
        if (length > MOST || (!letter && "+/= \t\r\n\\:,.()".indexOf(codePoint) < 0)) {
            end(offset);
        }
    }
}
