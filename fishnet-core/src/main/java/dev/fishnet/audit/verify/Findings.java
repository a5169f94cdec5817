package dev.fishnet.audit.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Problems as they are found; whose fault a hash is that does not fit is known only at the end. */
final class Findings {
    /** So many are told of; the rest are counted. */
    static final int LISTED = 100;

    private static final Comparator<Finding> ORDER = Comparator.comparingLong(Finding::at)
            .thenComparing(finding -> finding.entry().isEmpty());

    private final List<Finding> ofEntries = new ArrayList<>();
    private final List<Problem> ofTheRest = new ArrayList<>();
    private long found;

    /**
     * A problem.
     *
     * @param at its place among the others: an index
     * @param within the log of this size it lies, and of no smaller one
     * @param whenSigned what it is when everything up to there proves to be as a checkpoint signed it
     */
    private record Finding(long at, OptionalLong entry, String text, long within, String whenSigned) {
        Problem problem(long signed) {
            return new Problem(entry, within <= signed ? whenSigned : text);
        }
    }

    /** Of an entry. */
    void entry(long index, String text) {
        add(new Finding(index, OptionalLong.of(index), text, Long.MAX_VALUE, text));
    }

    /** An entry does not give the hash that is kept for it: one of the two was changed. */
    void leaf(long index) {
        add(new Finding(
                index,
                OptionalLong.of(index),
                "entry " + index + " is not what it was: its bytes do not give the hash that was kept for it",
                index + 1,
                "the hash that is kept for entry " + index
                        + " is not its own; the entry itself is as a checkpoint signed it"));
    }

    /** Entries do not give the hash that is kept for all of them, the last one of them included. */
    void node(long from, long to) {
        String which = Sentences.entries(from, to);
        add(new Finding(
                to,
                OptionalLong.empty(),
                "something in " + which + " is not what it was: together they do not give the hash that was kept for"
                        + " them",
                to + 1,
                "the hash that is kept for " + which
                        + " is not theirs; the entries themselves are as a checkpoint signed them"));
    }

    /** Of several entries up to this one, where a single one cannot be told. */
    void stretch(long to, String text) {
        add(new Finding(to, OptionalLong.empty(), text, Long.MAX_VALUE, text));
    }

    /** Of the log as a whole, or of its checkpoints. */
    void whole(String text) {
        found++;
        if (ofTheRest.size() < LISTED) {
            ofTheRest.add(new Problem(OptionalLong.empty(), text));
        }
    }

    private void add(Finding finding) {
        found++;
        if (ofEntries.size() < LISTED) {
            ofEntries.add(finding);
        }
    }

    /**
     * Everything that is told of, what concerns entries first.
     *
     * @param signed the size up to which the entries, as they are, prove to be as a checkpoint signed them
     */
    List<Problem> listed(long signed) {
        List<Problem> all = new ArrayList<>(ofEntries.stream()
                .sorted(ORDER)
                .map(finding -> finding.problem(signed))
                .toList());
        all.addAll(ofTheRest);
        return all;
    }

    long unlisted() {
        return found - ofEntries.size() - ofTheRest.size();
    }
}
