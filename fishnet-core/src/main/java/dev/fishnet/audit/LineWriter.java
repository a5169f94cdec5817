package dev.fishnet.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An entry's line as it grows: JSON without blanks, in UTF-8. Every value has one spelling. */
final class LineWriter {
    static final long DAY_MILLIS = 86_400_000;

    private final LineBytes line = new LineBytes();

    LineWriter() {
        line.put('{');
    }

    /** The whole line, closed. Nothing can be added after it. */
    byte[] finish() {
        line.put('}');
        return line.finish();
    }

    int length() {
        return line.length();
    }

    /** As they stand in a line, and not looked at. */
    void octets(byte[] octets) {
        line.octets(octets);
    }

    /** A copy of what has been written from there on. */
    byte[] octetsFrom(int from) {
        return line.octetsFrom(from);
    }

    LineWriter number(String key, long value) {
        line.key(key);
        line.number(value);
        return this;
    }

    LineWriter number(String key, OptionalLong value) {
        return value.isPresent() ? number(key, value.getAsLong()) : this;
    }

    LineWriter truth(String key, boolean value) {
        line.key(key);
        String word = value ? "true" : "false";
        line.ascii(word, word.length());
        return this;
    }

    /** @param limit one of {@link TextLimit} */
    LineWriter text(String key, String value, int limit) {
        line.key(key);
        quoted(value, limit);
        return this;
    }

    LineWriter text(String key, Optional<String> value, int limit) {
        return value.isPresent() ? text(key, value.get(), limit) : this;
    }

    /** Not there when it is empty; no more than {@link TextLimit#ITEMS} of it. */
    LineWriter texts(String key, List<?> values) {
        if (!values.isEmpty()) {
            line.key(key);
            line.put('[');
            for (int i = 0; i < Math.min(values.size(), TextLimit.ITEMS); i++) {
                line.separate();
                quoted(values.get(i).toString(), TextLimit.WORD);
            }
            line.put(']');
        }
        return this;
    }

    /** The millisecond that it lies in; what is before 1970 or after 9999 is written as their ends. */
    LineWriter time(String key, Instant value) {
        line.key(key);
        line.put('"');
        long millis = Times.millis(value);
        line.octets(WrittenDay.octets(millis / DAY_MILLIS));
        line.put('T');
        int rest = (int) (millis % DAY_MILLIS);
        line.fixed(rest / 3_600_000, 2);
        line.put(':');
        line.fixed(rest / 60_000 % 60, 2);
        line.put(':');
        line.fixed(rest / 1000 % 60, 2);
        line.put('.');
        line.fixed(rest % 1000, 3);
        line.put('Z');
        line.put('"');
        return this;
    }

    LineWriter date(String key, LocalDate value) {
        line.key(key);
        line.put('"');
        line.octets(WrittenDay.octets(Times.within(value).toEpochDay()));
        line.put('"');
        return this;
    }

    LineWriter open(String key) {
        line.key(key);
        line.put('{');
        return this;
    }

    LineWriter close() {
        line.put('}');
        return this;
    }

    private void quoted(String text, int limit) {
        line.put('"');
        int plain = plainAtFirst(text, Math.min(text.length(), limit));
        line.ascii(text, plain);
        if (plain < text.length()) {
            characters(text, plain, line.length() + limit - plain);
        }
        line.put('"');
    }

    /** How many characters, from the first on, stand in the line as they are. */
    private static int plainAtFirst(String text, int most) {
        int at = 0;
        while (at < most && isPlain(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(char unit) {
        return unit >= ' ' && unit < 0x80 && unit != '"' && unit != '\\';
    }

    private void characters(String text, int from, int end) {
        int at = from;
        while (at < text.length()) {
            int point = Utf8.pointAt(text, at);
            if (line.length() + Utf8.room(point) > end) {
                break;
            }
            line.character(point);
            at += Character.charCount(point);
        }
    }

    /** Whether a text is written whole under a limit. */
    static boolean fits(String text, int limit) {
        int room = 0;
        for (int at = 0; at < text.length() && room <= limit; ) {
            int point = Utf8.pointAt(text, at);
            room += Utf8.room(point);
            at += Character.charCount(point);
        }
        return room <= limit;
    }
}
