package dev.fishnet.audit;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what {@link LineWriter} has written, in the same order. It is quick to take what is nearly right, since whoever
 * reads a whole line writes it again and compares.
 */
final class LineReader {
    private final LineCursor cursor;

    /** Stands behind the opening brace. */
    LineReader(byte[] line) throws FishnetException {
        cursor = new LineCursor(line);
        cursor.expect("{");
    }

    /** Behind the closing brace there must be nothing. */
    void finish() throws FishnetException {
        close();
        if (!cursor.atEnd()) {
            throw odd("something behind its end");
        }
    }

    /** Whether this key comes next; stays in front of it. */
    boolean follows(String key) {
        int from = cursor.at();
        boolean there = has(key);
        cursor.back(from);
        return there;
    }

    /** Whether an object of that key comes next; passes its opening brace then. */
    boolean opens(String key) throws FishnetException {
        boolean there = has(key);
        if (there) {
            cursor.expect("{");
        }
        return there;
    }

    void open(String key) throws FishnetException {
        key(key);
        cursor.expect("{");
    }

    void close() throws FishnetException {
        cursor.expect("}");
    }

    long number(String key) throws FishnetException {
        key(key);
        return cursor.number();
    }

    OptionalLong optionalNumber(String key) throws FishnetException {
        return has(key) ? OptionalLong.of(cursor.number()) : OptionalLong.empty();
    }

    boolean truth(String key) throws FishnetException {
        key(key);
        if (cursor.passes("true")) {
            return true;
        }
        cursor.expect("false");
        return false;
    }

    String text(String key) throws FishnetException {
        key(key);
        return cursor.text();
    }

    Optional<String> optionalText(String key) throws FishnetException {
        return has(key) ? Optional.of(cursor.text()) : Optional.empty();
    }

    List<String> texts(String key) throws FishnetException {
        List<String> texts = new ArrayList<>();
        if (has(key)) {
            cursor.expect("[");
            do {
                texts.add(cursor.text());
            } while (cursor.passes(","));
            cursor.expect("]");
        }
        return List.copyOf(texts);
    }

    /** An hour or a minute that does not exist is a later time, and is then written otherwise than it was. */
    Instant time(String key) throws FishnetException {
        key(key);
        cursor.expect("\"");
        LocalDate day = cursor.day();
        cursor.expect("T");
        long hours = cursor.fixed(2);
        cursor.expect(":");
        long minutes = hours * 60 + cursor.fixed(2);
        cursor.expect(":");
        long seconds = minutes * 60 + cursor.fixed(2);
        cursor.expect(".");
        long millis = seconds * 1000 + cursor.fixed(3);
        cursor.expect("Z\"");
        return Instant.ofEpochMilli(day.toEpochDay() * LineWriter.DAY_MILLIS + millis);
    }

    LocalDate date(String key) throws FishnetException {
        key(key);
        cursor.expect("\"");
        LocalDate day = cursor.day();
        cursor.expect("\"");
        return day;
    }

    private void key(String key) throws FishnetException {
        if (!has(key)) {
            throw odd("no \"" + key + "\" where it belongs");
        }
    }

    private boolean has(String key) {
        int from = cursor.at();
        boolean separated = cursor.behindBrace() || cursor.passes(",");
        if (separated && cursor.passes("\"") && cursor.passes(key) && cursor.passes("\":")) {
            return true;
        }
        cursor.back(from);
        return false;
    }

    FishnetException odd(String found) {
        return cursor.odd(found);
    }

    /** Something that a reader of this release has no word for. */
    FishnetException unknown(String what) {
        String message =
                String.valueOf(odd(what + " that this release does not know").getMessage());
        return new FishnetException(ErrorKind.CORRUPT, message, EntryReader.LATER_RELEASE);
    }
}
