package dev.fishnet.llm;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int USUAL = 64;
    private static final int STEP = RUN / 2;
    private static final int UNKNOWN = -1;

    private final Set<String> kinds = new TreeSet<>();
    private final List<BodyEdit> edits = new ArrayList<>();
    private final PrivateKeyScanner keys = new PrivateKeyScanner(this::found);
    private char[] run = new char[USUAL];
    private int[] offsets = new int[USUAL + 1];
    private int size;
    private int scanned;
    private int barren;
    private boolean skipped;
    private boolean inName;
    private int before;
    private int lead;

    /** What was found is forgotten, and nothing is left of what was read. */
    void wipe() {
        kinds.clear();
        edits.clear();
        Arrays.fill(run, '\0');
        begin(false, false);
    }

    List<String> kinds() {
        return List.copyOf(kinds);
    }

    /** In the order of their offsets, none within another. */
    List<BodyEdit> edits() {
        if (edits.isEmpty()) {
            return List.of();
        }
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

    /**
     * A text begins.
     *
     * @param opaque whether it is no text, so that nothing in it is looked at
     * @param name whether it is the name of a field, two of which must not become the same
     */
    void begin(boolean opaque, boolean name) {
        skipped = opaque;
        inName = name;
        before = 0;
        keys.begin();
        restart();
    }

    void character(int codePoint, int from) throws AmbiguousBodyException {
        if (skipped) {
            return;
        }
        keys.character(codePoint, from);
        word(codePoint, from);
    }

    /** The next characters. Words that are too short or have no prefix of a secret are not looked at one by one. */
    void characters(AsciiRun next) throws AmbiguousBodyException {
        if (skipped) {
            return;
        }
        if (inName && (size > 0 || keys.isWithin() || next.length() >= PrivateKeyScanner.LEAST)) {
            oneByOne(next);
            return;
        }
        keys.characters(next);
        for (int at = next.from(); at < next.to(); at++) {
            if (size == 0) {
                at = skip(next, at);
                if (at == next.to()) {
                    return;
                }
            }
            word(next.bytes()[at], next.offset(at));
        }
    }

    /**
     * What is found in a name gets a number, by the order in which it ends; no private key ends in a few characters.
     */
    private void oneByOne(AsciiRun next) throws AmbiguousBodyException {
        for (int at = next.from(); at < next.to(); at++) {
            character(next.bytes()[at], next.offset(at));
        }
    }

    /** The index of the first word that must be looked at, or the end. */
    private int skip(AsciiRun next, int from) {
        byte[] bytes = next.bytes();
        int at = from;
        while (at + SecretPattern.SHORTEST <= next.to()) {
            int word = SecretPattern.ANY.behindLastOther(bytes, at, at + SecretPattern.SHORTEST);
            if (word == at) {
                int end = SecretPattern.ANY.firstOther(bytes, at, next.to());
                before = at == from ? before : bytes[at - 1];
                if (!isBarren(next, at, end)) {
                    return at;
                }
                word = end;
            }
            at = word;
        }
        int last = next.isDelimited() ? next.to() : SecretPattern.ANY.behindLastOther(bytes, at, next.to());
        before = last == from ? before : bytes[last - 1];
        return last;
    }

    /** Whether no secret begins in a long word, wherever it ends. */
    private boolean isBarren(AsciiRun next, int from, int to) {
        boolean whole = to < next.to() || next.isDelimited();
        return whole && !EscapeEnd.mayBegin(before) && !SecretPattern.mayBeginIn(next.bytes(), from, to);
    }

    private void word(int codePoint, int from) throws AmbiguousBodyException {
        if (!SecretPattern.ANY.has(codePoint)) {
            if (size > 0) {
                finish(from);
            }
            before = codePoint;
            return;
        }
        if (size == RUN) {
            offsets[size] = from;
            scan(STEP);
            shift();
        }
        if (size == run.length) {
            run = Arrays.copyOf(run, RUN);
            offsets = Arrays.copyOf(offsets, RUN + 1);
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
        lead = UNKNOWN;
    }

    /** The last character that was looked at stays: what follows a letter begins nothing. */
    private void shift() {
        int from = STEP - 1;
        System.arraycopy(run, from, run, 0, size - from);
        System.arraycopy(offsets, from, offsets, 0, size - from);
        size -= from;
        scanned = Math.max(1, scanned - from);
        lead = 0;
        barren = Math.max(0, barren - from);
    }

    private void scan(int until) throws AmbiguousBodyException {
        if (lead == UNKNOWN) {
            lead = EscapeEnd.of(before, run, size);
        }
        while (scanned < until) {
            int at = scanned;
            scanned++;
            if (at == 0 || at == lead || !SecretPattern.LETTERS.has(run[at - 1])) {
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
        String number = inName ? " " + edits.size() : "";
        edits.add(new BodyEdit(from, to, "[redacted by fishnet: " + kind + number + "]"));
    }
}
