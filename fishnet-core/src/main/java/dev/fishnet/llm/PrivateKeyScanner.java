package dev.fishnet.llm;

/**
 * Finds private keys in the textual form (RFC 7468), from their first dash to their last, or so far as they are there.
 */
final class PrivateKeyScanner {
    /** Takes what was found. */
    interface Findings {
        void found(String kind, int from, int to) throws AmbiguousBodyException;
    }

    /** So many letters a key has at least, and text that has no more of any characters has none. */
    static final int LEAST = 64;

    private static final int FENCE = 5;
    private static final int LABEL = 48;
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

    /** Whether a key, or what looks like one, has begun. */
    boolean isWithin() {
        return state != State.OUTSIDE;
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

    /** The same for many characters. Most texts have not as many dashes in a row as a key begins with. */
    void characters(AsciiRun run) throws AmbiguousBodyException {
        byte[] bytes = run.bytes();
        for (int at = run.from(); at < run.to(); at++) {
            if (state == State.OUTSIDE && dashes == 0) {
                at = nextDashes(bytes, at, run.to());
                if (at == run.to()) {
                    return;
                }
            }
            character(bytes[at], run.offset(at));
        }
    }

    /** Where five dashes begin, or fewer at the end; otherwise the end. */
    private static int nextDashes(byte[] bytes, int from, int to) {
        int at = from;
        while (at + FENCE <= to) {
            int first = at + FENCE;
            while (first > at && bytes[first - 1] == '-') {
                first--;
            }
            if (first == at) {
                return at;
            }
            at = first;
        }
        int first = to;
        while (first > at && bytes[first - 1] == '-') {
            first--;
        }
        return first;
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
        } else if (dashes >= FENCE && codePoint == 'B') {
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
            if (dashes == FENCE) {
                fences++;
                state = fences == 3 ? State.ENDED : State.BODY;
            }
            return;
        }
        dashes = 0;
        boolean letter = SecretPattern.LETTERS.has(codePoint);
        letters += letter ? 1 : 0;
        if (length > MOST || (!letter && "+/= \t\r\n\\:,.()".indexOf(codePoint) < 0)) {
            end(offset);
        }
    }
}
