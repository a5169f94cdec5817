package dev.fishnet.llm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds secrets in the texts of a request and the bytes they stand on. It looks at runs of the characters that tokens
 * are made of, of a bounded length at a time, and at each character a bounded number of times.
 */
final class SecretScanner {
    private static final int MOST = 4096;
    private static final int RUN = 1024;
    private static final int STEP = RUN / 2;

    private final Set<String> kinds = new TreeSet<>();
    private final List<BodyEdit> edits = new ArrayList<>();
    private final PrivateKeyScanner keys = new PrivateKeyScanner(this::found);
    private final char[] run = new char[RUN];
    private final int[] offsets = new int[RUN + 1];
    private int size;
    private int scanned;
    private int barren;
    private boolean skipped;

    List<String> kinds() {
        return List.copyOf(kinds);
    }

    /** In the order of their offsets, none within another. */
    List<BodyEdit> edits() {
        List<BodyEdit> apart = new ArrayList<>();
        edits.stream().sorted(Comparator.comparingInt(BodyEdit::from)).forEach(edit -> {
            BodyEdit last = apart.isEmpty() ? new BodyEdit(0, 0, "") : apart.getLast();
            if (edit.from() < last.to()) {
                apart.set(apart.size() - 1, new BodyEdit(last.from(), Math.max(last.to(), edit.to()), last.with()));
            } else {
                apart.add(edit);
            }
        });
        return List.copyOf(apart);
    }

    /** @param opaque whether the text is no text: an image, a signature */
    void begin(boolean opaque) {
        skipped = opaque;
        keys.begin();
        restart();
    }

    void character(int codePoint, int from) throws AmbiguousBodyException {
        if (skipped) {
            return;
        }
        keys.character(codePoint, from);
        if (codePoint >= 0x80 || !SecretPattern.ANY.test(codePoint)) {
            if (size > 0) {
                finish(from);
            }
            return;
        }
        if (size == RUN) {
            offsets[size] = from;
            scan(STEP);
            shift();
        }
        run[size] = (char) codePoint;
        offsets[size] = from;
        size++;
    }

    void end(int position) throws AmbiguousBodyException {
        if (!skipped) {
            keys.end(position);
            finish(position);
        }
    }

    private void finish(int position) throws AmbiguousBodyException {
        offsets[size] = position;
        scan(size);
        restart();
    }

    private void restart() {
        size = 0;
        scanned = 0;
        barren = 0;
    }

    /** The last character that was looked at stays: what follows a letter begins nothing. */
    private void shift() {
        int from = STEP - 1;
        System.arraycopy(run, from, run, 0, size - from);
        System.arraycopy(offsets, from, offsets, 0, size - from);
        size -= from;
        scanned = Math.max(1, scanned - from);
        barren = Math.max(0, barren - from);
    }

    private void scan(int until) throws AmbiguousBodyException {
        while (scanned < until) {
            int at = scanned;
            scanned++;
            if (at == 0 || !SecretPattern.LETTERS.test(run[at - 1])) {
                match(at);
            }
        }
    }

    private void match(int at) throws AmbiguousBodyException {
        for (SecretPattern pattern : SecretPattern.beginningWith(run[at])) {
            boolean known = !pattern.marker().isEmpty() && at < barren;
            if (!known && pattern.beginsAt(run, at, size)) {
                int to = pattern.endOf(run, at, size);
                if (pattern.accepts(run, at, to, size)) {
                    found(pattern.kind(), offsets[at], offsets[to]);
                    scanned = to;
                    return;
                }
                barren = pattern.marker().isEmpty() ? barren : to; // what it has not, no later part of it has
            }
        }
    }

    private void found(String kind, int from, int to) throws AmbiguousBodyException {
        if (edits.size() == MOST) {
            throw new AmbiguousBodyException("has more secrets than can be counted");
        }
        kinds.add(kind);
        edits.add(new BodyEdit(from, to, "[redacted by fishnet: " + kind + "]"));
    }
}
