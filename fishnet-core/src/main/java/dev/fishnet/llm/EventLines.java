package dev.fishnet.llm;

/** Tells the lines of server-sent events apart (HTML standard, 9.2.6), as their bytes come. */
final class EventLines {
    /** What some bytes are to the event that it belongs to. */
    enum Found {
        OTHER,
        DATA,
        /** Another line of data begins behind this byte. */
        NEXT_DATA_LINE,
        /** The blank line behind the event. */
        END,
        /** The line feed of a blank line whose carriage return has ended the event already. */
        REST_OF_END
    }

    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':'};

    private enum Line {
        BEGIN,
        FIELD,
        BLANK_OR_DATA,
        DATA,
        OTHER
    }

    private Line line = Line.BEGIN;
    private int matched;
    private boolean afterReturn;
    private boolean endedByReturn;
    private int to;

    /** What the next bytes are that are the same, at least one of those there are; {@link #to} says how many. */
    Found next(byte[] bytes, int from, int end) {
        boolean within = line == Line.DATA || line == Line.OTHER;
        to = within ? Octets.lineEnd(bytes, from, end) : from;
        if (to > from) {
            afterReturn = false;
            return line == Line.DATA ? Found.DATA : Found.OTHER;
        }
        to = from + 1;
        return take(bytes[from]);
    }

    /** The index behind the bytes that were taken last. */
    int to() {
        return to;
    }

    private Found take(byte octet) {
        if (afterReturn && octet == '\n') {
            afterReturn = false;
            return endedByReturn ? Found.REST_OF_END : Found.OTHER;
        }
        afterReturn = octet == '\r';
        if (octet == '\n' || octet == '\r') {
            return lineEnd(octet);
        }
        return within(octet);
    }

    private Found lineEnd(byte octet) {
        boolean blank = line == Line.BEGIN;
        line = Line.BEGIN;
        matched = 0;
        endedByReturn = blank && octet == '\r';
        return blank ? Found.END : Found.OTHER;
    }

    private Found within(byte octet) {
        return switch (line) {
            case BEGIN, FIELD -> field(octet);
            case BLANK_OR_DATA -> {
                line = Line.DATA;
                yield octet == ' ' ? Found.OTHER : Found.DATA;
            }
            case DATA -> Found.DATA;
            case OTHER -> Found.OTHER;
        };
    }

    private Found field(byte octet) {
        line = Line.OTHER;
        if (octet == FIELD[matched]) {
            matched++;
            line = matched == FIELD.length ? Line.BLANK_OR_DATA : Line.FIELD;
        }
        return line == Line.BLANK_OR_DATA ? Found.NEXT_DATA_LINE : Found.OTHER;
    }
}
