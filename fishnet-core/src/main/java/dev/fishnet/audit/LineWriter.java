package dev.fishnet.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An entry's line as it grows: JSON without blanks, in UTF-8. Every value has one spelling. */
final class LineWriter {
    private static final int USUAL = 1024;
    static final long DAY_MILLIS = 86_400_000;
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private byte[] line = new byte[USUAL];
    private int length;

    LineWriter() {
        put('{');
    }

    /** The whole line, closed. */
    byte[] finish() {
        put('}');
        return Arrays.copyOf(line, length);
    }

    LineWriter number(String key, long value) {
        key(key);
        digits(value);
        return this;
    }

    LineWriter number(String key, OptionalLong value) {
        return value.isPresent() ? number(key, value.getAsLong()) : this;
    }

    LineWriter truth(String key, boolean value) {
        key(key);
        ascii(value ? "true" : "false");
        return this;
    }

    /** @param limit one of {@link TextLimit} */
    LineWriter text(String key, String value, int limit) {
        key(key);
        quoted(value, limit);
        return this;
    }

    LineWriter text(String key, Optional<String> value, int limit) {
        return value.isPresent() ? text(key, value.get(), limit) : this;
    }

    /** Not there when it is empty; no more than {@link TextLimit#ITEMS} of it. */
    LineWriter texts(String key, List<?> values) {
        if (!values.isEmpty()) {
            key(key);
            put('[');
            for (int i = 0; i < Math.min(values.size(), TextLimit.ITEMS); i++) {
                separate();
                quoted(values.get(i).toString(), TextLimit.WORD);
            }
            put(']');
        }
        return this;
    }

    /** The millisecond that it lies in; what is before 1970 or after 9999 is written as their ends. */
    LineWriter time(String key, Instant value) {
        key(key);
        put('"');
        long millis = Times.millis(value);
        day(LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS)));
        put('T');
        int rest = (int) Math.floorMod(millis, DAY_MILLIS);
        fixed(rest / 3_600_000, 2);
        put(':');
        fixed(rest / 60_000 % 60, 2);
        put(':');
        fixed(rest / 1000 % 60, 2);
        put('.');
        fixed(rest % 1000, 3);
        put('Z');
        put('"');
        return this;
    }

    LineWriter date(String key, LocalDate value) {
        key(key);
        put('"');
        day(Times.within(value));
        put('"');
        return this;
    }

    LineWriter open(String key) {
        key(key);
        put('{');
        return this;
    }

    LineWriter close() {
        put('}');
        return this;
    }

    private void key(String key) {
        separate();
        put('"');
        ascii(key);
        put('"');
        put(':');
    }

    private void separate() {
        byte last = line[length - 1];
        if (last != '{' && last != '[') {
            put(',');
        }
    }

    private void day(LocalDate day) {
        fixed(day.getYear(), 4);
        put('-');
        fixed(day.getMonthValue(), 2);
        put('-');
        fixed(day.getDayOfMonth(), 2);
    }

    private void quoted(String text, int limit) {
        put('"');
        int end = length + limit;
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            boolean plain = unit >= ' ' && unit < 0x80 && unit != '"' && unit != '\\';
            int point = plain ? unit : Utf8.pointAt(text, at);
            if (length + (plain ? 1 : Utf8.room(point)) > end) {
                break;
            }
            if (plain) {
                put(unit);
                at++;
            } else {
                character(point);
                at += Character.charCount(point);
            }
        }
        put('"');
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

    private void character(int point) {
        if (point == '"' || point == '\\') {
            put('\\');
            put(point);
        } else if (point < ' ') {
            ascii("\\u00");
            put(DIGITS[point >> 4]);
            put(DIGITS[point & 15]);
        } else {
            encoded(point);
        }
    }

    private void encoded(int point) {
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xc0 | (point >> 6));
            following(point);
        } else if (point < 0x10000) {
            put(0xe0 | (point >> 12));
            following(point >> 6);
            following(point);
        } else {
            put(0xf0 | (point >> 18));
            following(point >> 12);
            following(point >> 6);
            following(point);
        }
    }

    private void following(int bits) {
        put(0x80 | (bits & 0x3f));
    }

    private void digits(long value) {
        if (value < 0) {
            ascii(Long.toString(value));
            return;
        }
        int count = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            count++;
        }
        fixed(value, count);
    }

    private void fixed(long value, int count) {
        makeRoom(count);
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            line[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void ascii(String text) {
        int count = text.length();
        makeRoom(count);
        for (int i = 0; i < count; i++) {
            line[length + i] = (byte) text.charAt(i);
        }
        length += count;
    }

    private void put(int octet) {
        makeRoom(1);
        line[length++] = (byte) octet;
    }

    private void makeRoom(int count) {
        if (line.length - length < count) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
        }
    }
}
