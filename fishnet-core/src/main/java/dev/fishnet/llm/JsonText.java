package dev.fishnet.llm;

/** The inside of a JSON string: escapes and UTF-8, byte by byte. */
final class JsonText {
    /** Takes the characters. */
    interface Characters {
        void take(int codePoint, int from) throws AmbiguousBodyException;
    }

    private enum State {
        PLAIN,
        MULTIBYTE,
        ESCAPE,
        HEX
    }

    private final Characters characters;
    private State state = State.PLAIN;
    private int from;
    private int codePoint;
    private int missing;
    private int low;
    private int high;
    private int surrogate;
    private int surrogateFrom;

    JsonText(Characters characters) {
        this.characters = characters;
    }

    void begin() {
        state = State.PLAIN;
        surrogate = 0;
    }

    /** Whether a character that stands for itself means that and nothing else. */
    boolean isPlain() {
        return state == State.PLAIN && surrogate == 0;
    }

    /**
     * Takes a character of three bytes, if one that is plainly such is all there, as in most writings of Asia.
     *
     * @return the index behind it, or where it begins
     */
    int takeThree(byte[] bytes, int at, int end, int position) throws AmbiguousBodyException {
        int lead = bytes[at] & 0xff;
        boolean three = end - at >= 3 && lead > 0xe0 && lead <= 0xef && lead != 0xed;
        if (!three || !isTail(bytes[at + 1]) || !isTail(bytes[at + 2])) {
            return at;
        }
        characters.take((lead & 0xf) << 12 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f), position);
        return at + 3;
    }

    private static boolean isTail(byte octet) {
        return (octet & 0xc0) == 0x80;
    }

    /** Takes a byte. False if it was the quote that ends the string. */
    boolean take(int octet, int position) throws AmbiguousBodyException {
        switch (state) {
            case PLAIN -> {
                return plain(octet, position);
            }
            case MULTIBYTE -> continuation(octet);
            case ESCAPE -> escape(octet);
            case HEX -> hex(octet);
        }
        return true;
    }

    private boolean plain(int octet, int position) throws AmbiguousBodyException {
        if (octet == '\\') {
            from = position;
            state = State.ESCAPE;
            return true;
        }
        if (surrogate != 0) {
            loneSurrogate();
        }
        if (octet == '"') {
            return false;
        }
        if (octet < 0x80) {
            require(octet >= 0x20);
            characters.take(octet, position);
        } else {
            from = position;
            lead(octet);
        }
        return true;
    }

    /** The table of well-formed sequences of the Unicode standard (3-7). */
    private void lead(int octet) throws AmbiguousBodyException {
        require(octet >= 0xc2 && octet <= 0xf4);
        missing = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
        codePoint = octet & (0x3f >> missing);
        low = octet == 0xe0 ? 0xa0 : octet == 0xf0 ? 0x90 : 0x80;
        high = octet == 0xed ? 0x9f : octet == 0xf4 ? 0x8f : 0xbf;
        state = State.MULTIBYTE;
    }

    private void continuation(int octet) throws AmbiguousBodyException {
        require(octet >= low && octet <= high);
        low = 0x80;
        high = 0xbf;
        codePoint = (codePoint << 6) | (octet & 0x3f);
        missing--;
        if (missing == 0) {
            state = State.PLAIN;
            characters.take(codePoint, from);
        }
    }

    private void escape(int octet) throws AmbiguousBodyException {
        if (octet == 'u') {
            state = State.HEX;
            missing = 4;
            codePoint = 0;
            return;
        }
        if (surrogate != 0) {
            loneSurrogate();
        }
        state = State.PLAIN;
        characters.take(unescaped(octet), from);
    }

    private static int unescaped(int octet) throws AmbiguousBodyException {
        return switch (octet) {
            case '"', '\\', '/' -> octet;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new AmbiguousBodyException("has an escape that JSON does not know");
        };
    }

    private void hex(int octet) throws AmbiguousBodyException {
        int digit = octet < 0x80 ? Character.digit(octet, 16) : -1;
        require(digit >= 0);
        codePoint = (codePoint << 4) | digit;
        missing--;
        if (missing == 0) {
            state = State.PLAIN;
            unit((char) codePoint);
        }
    }

    private void unit(char unit) throws AmbiguousBodyException {
        if (surrogate != 0 && Character.isLowSurrogate(unit)) {
            int pair = Character.toCodePoint((char) surrogate, unit);
            surrogate = 0;
            characters.take(pair, surrogateFrom);
            return;
        }
        if (surrogate != 0) {
            loneSurrogate();
        }
        if (Character.isHighSurrogate(unit)) {
            surrogate = unit;
            surrogateFrom = from;
        } else {
            characters.take(unit, from);
        }
    }

    private void loneSurrogate() throws AmbiguousBodyException {
        int lone = surrogate;
        surrogate = 0;
        characters.take(lone, surrogateFrom);
    }

    private static void require(boolean wellFormed) throws AmbiguousBodyException {
        if (!wellFormed) {
            throw new AmbiguousBodyException("has a text that is not well-formed UTF-8 without control characters");
        }
    }
}
