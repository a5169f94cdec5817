package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Goes over a text that somebody handed in, line by line; every line ends with a line feed. */
final class Lines {
    /** A tree of less than 2<sup>63</sup> entries has no longer path. */
    static final int LONGEST_PATH = 63;

    private final String text;
    private final String what;
    private int at;
    private int line;

    /**
     * Begins with the first line.
     *
     * @param what it is, in messages
     */
    Lines(String text, String what) {
        this.text = text;
        this.what = what;
    }

    /** The next line without its line feed. */
    String next() throws FishnetException {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the " + what + " ends in the middle: line " + (line + 1) + " is missing or cut");
        }
        String next = text.substring(at, end);
        at = end + 1;
        line++;
        return next;
    }

    /** The next line, which must not be empty. */
    String nextOf(String meaning) throws FishnetException {
        String next = next();
        if (next.isEmpty()) {
            throw refused("must be " + meaning);
        }
        return next;
    }

    /** The rest of the next line, which must begin with a word. */
    String nextAfter(String word) throws FishnetException {
        String next = next();
        if (!next.startsWith(word)) {
            throw refused("must begin with '" + word + "'");
        }
        return next.substring(word.length());
    }

    /** The number on the next line, behind a word. */
    long number(String word) throws FishnetException {
        OptionalLong number = CanonicalText.decimal(nextAfter(word));
        return number.orElseThrow(() -> refused("must have a number in plain decimal"));
    }

    /** The hash on the next line. */
    LogHash hash() throws FishnetException {
        return hash(next());
    }

    /** The hashes on the next lines and the empty line behind them. */
    List<LogHash> path() throws FishnetException {
        List<LogHash> path = new ArrayList<>();
        for (String next = next(); !next.isEmpty(); next = next()) {
            if (path.size() == LONGEST_PATH) {
                throw refused("must be empty: no proof has more than " + LONGEST_PATH + " hashes");
            }
            path.add(hash(next));
        }
        return path;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Everything behind the last line that was read. */
    String rest() {
        return text.substring(at);
    }

    /** Says of the last line that was read what it must be, as the end of a sentence. */
    FishnetException refused(String mustBe) {
        return new FishnetException(ErrorKind.CORRUPT, "line " + line + " of the " + what + " " + mustBe);
    }

    private LogHash hash(String line) throws FishnetException {
        return CanonicalText.base64(line)
                .filter(bytes -> bytes.length == LogHash.BYTES)
                .map(LogHash::of)
                .orElseThrow(() -> refused("must be a hash: 32 bytes in base64"));
    }
}
