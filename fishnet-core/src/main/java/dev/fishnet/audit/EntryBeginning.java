package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fishnet.audit.EntryReader.Glance;
import dev.fishnet.error.FishnetException;
import java.util.OptionalLong;

/** The beginning of an entry, which is at the same places in all of them, and its last byte. */
final class EntryBeginning {
    private static final byte[] VERSION = ("{\"v\":" + EntryText.VERSION + ",\"n\":").getBytes(US_ASCII);
    private static final byte[] AT = ",\"at\":\"".getBytes(US_ASCII);
    private static final byte[] TIME = "dddd-dd-ddTdd:dd:dd.dddZ".getBytes(US_ASCII);
    private static final byte[] KIND = "\",\"kind\":\"".getBytes(US_ASCII);
    private static final byte[] INTENT = ",\"intent\":".getBytes(US_ASCII);
    private static final int LONGEST_KIND = 32;
    private static final int MOST_DIGITS = 19;

    private final byte[] text;
    private int at;

    EntryBeginning(byte[] text) {
        this.text = text;
    }

    Glance read() throws FishnetException {
        expect(VERSION, "no {\"v\":" + EntryText.VERSION + ",\"n\": at its beginning");
        long index = number();
        expect(AT, "no \"at\" where it belongs");
        time();
        expect(KIND, "no \"kind\" where it belongs");
        String kind = kind();
        OptionalLong intent = belongsToAnIntent(kind) ? OptionalLong.of(number()) : OptionalLong.empty();
        boolean goesOn = at < text.length && text[at] == ',';
        if (!goesOn || text[text.length - 1] != '}') {
            throw LineCursor.odd(goesOn ? text.length - 1 : at, "an end that is no entry's");
        }
        return new Glance(index, kind, intent);
    }

    private boolean belongsToAnIntent(String kind) throws FishnetException {
        boolean belongs = kind.equals("outcome") || kind.equals("prompt");
        if (belongs) {
            expect(INTENT, "no \"intent\" where it belongs");
        }
        return belongs;
    }

    private void expect(byte[] wanted, String otherwise) throws FishnetException {
        int end = at + wanted.length;
        if (end > text.length) {
            throw LineCursor.odd(at, otherwise);
        }
        for (int i = 0; i < wanted.length; i++) {
            if (text[at + i] != wanted[i]) {
                throw LineCursor.odd(at, otherwise);
            }
        }
        at = end;
    }

    /** The digits are looked at, the calendar is not. */
    private void time() throws FishnetException {
        if (text.length - at < TIME.length) {
            throw LineCursor.odd(at, "no time where it belongs");
        }
        for (byte wanted : TIME) {
            byte found = text[at];
            if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
                throw LineCursor.odd(at, "no time where it belongs");
            }
            at++;
        }
    }

    private long number() throws FishnetException {
        int from = at;
        long value = 0;
        while (at < text.length && at - from < MOST_DIGITS && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + (text[at] - '0');
            at++;
        }
        boolean padded = at - from > 1 && text[from] == '0';
        if (at == from || padded || value < 0) {
            throw LineCursor.odd(from, "no number of an entry where it belongs");
        }
        return value;
    }

    private String kind() throws FishnetException {
        int from = at;
        while (at < text.length && at - from < LONGEST_KIND && isOfWord(text[at])) {
            at++;
        }
        int end = at;
        if (end == from || end >= text.length || text[end] != '"') {
            throw LineCursor.odd(end, "no word for its kind");
        }
        at++;
        for (String known : EntryText.KINDS) {
            if (matches(known, from, end)) {
                return known;
            }
        }
        throw LineCursor.odd(from, "a kind that this release does not know");
    }

    private static boolean isOfWord(byte octet) {
        return (octet >= 'a' && octet <= 'z') || octet == '_';
    }

    private boolean matches(String known, int from, int end) {
        if (known.length() != end - from) {
            return false;
        }
        for (int i = 0; i < known.length(); i++) {
            if (text[from + i] != known.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
