package dev.fishnet.audit.verify;

import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkpoints that the log keeps, and those that somebody else has kept, met in the order of their sizes. */
final class Checkpoints {
    private final List<Signed> signed = new ArrayList<>();
    private final Findings findings;
    private final Track own = new Track();
    private final Track others = new Track();
    private int next;
    private int good;
    private int unchecked;
    private long foundUpTo;
    private @Nullable Checkpoint newest;

    Checkpoints(Findings findings) {
        this.findings = findings;
    }

    /** One whose signature is good. */
    private record Signed(Checkpoint checkpoint, boolean given) {
        long size() {
            return checkpoint.head().size();
        }
    }

    /** How far the log fits, and where it does not any more: from which size on, at which size, how often. */
    private static final class Track {
        private @Nullable Checkpoint fits;
        private long from;
        private long misfit;
        private int misfits;
    }

    /** Adds those that the log keeps. */
    void keep(List<String> notes, VerifierKey key) {
        for (int i = 0; i < notes.size(); i++) {
            add(notes.get(i), key, false, "checkpoint " + (i + 1) + " of the " + notes.size() + " that the log keeps");
        }
        sort();
    }

    /** Adds those that somebody else has kept. */
    void give(List<String> notes, VerifierKey key) {
        for (String note : notes) {
            add(note, key, true, "the checkpoint that you gave");
        }
        sort();
    }

    private void sort() {
        signed.sort(Comparator.comparingLong(Signed::size));
    }

    private void add(String note, VerifierKey key, boolean given, String which) {
        try {
            signed.add(new Signed(key.verified(note), given));
        } catch (FishnetException e) {
            findings.whole(which + " is not good: " + e.getMessage());
        }
    }

    /** Whether there is one for a log of that size. */
    boolean isDue(long size) {
        return next < signed.size() && signed.get(next).size() <= size;
    }

    /** Looks at every checkpoint for a log of that size. */
    void reach(long size, Trees trees) {
        while (isDue(size)) {
            Signed each = signed.get(next++);
            if (each.size() < size || trees.isLost()) {
                leave(each);
            } else if (trees.fits(each.checkpoint().head())) {
                fit(each, trees);
            } else {
                miss(each);
            }
        }
    }

    private void fit(Signed each, Trees trees) {
        track(each).fits = each.checkpoint();
        newest = each.checkpoint();
        good += each.given() ? 0 : 1;
        if (trees.isFound(each.checkpoint().head())) {
            foundUpTo = each.size();
        }
    }

    private void miss(Signed each) {
        Track track = track(each);
        if (track.misfits++ == 0) {
            Optional<Checkpoint> before = Optional.ofNullable(each.given() ? track.fits : newest);
            track.from = before.map(checkpoint -> checkpoint.head().size()).orElse(0L);
            track.misfit = each.size();
        }
    }

    private void leave(Signed each) {
        unchecked += each.given() ? 0 : 1;
        if (each.given()) {
            findings.whole("the checkpoint that you gave for " + Sentences.count(each.size())
                    + " cannot be checked: entries before it are in an archive, or missing");
        }
    }

    private Track track(Signed each) {
        return each.given() ? others : own;
    }

    /** Tells of those that do not fit, and of those for more entries than there are. */
    void end(long size) {
        tellOfOwn();
        tellOfOthers();
        for (Signed each : signed.subList(next, signed.size())) {
            String whose = each.given() ? "the checkpoint that you gave" : "a checkpoint that it keeps";
            findings.whole("the log has " + Sentences.count(size) + ", and " + whose + " says that it had "
                    + Sentences.count(each.size()) + ": " + Sentences.entries(size, each.size() - 1)
                    + Sentences.are(each.size() - size)
                    + " gone");
        }
    }

    private void tellOfOwn() {
        if (own.misfits == 0) {
            return;
        }
        String where = Sentences.entries(own.from, own.misfit - 1);
        String more = own.misfits == 1 ? "" : "; " + own.misfits + " checkpoints do not fit";
        findings.stretch(
                own.misfit - 1,
                own.from == 0
                        ? "something in " + where + " is not as a checkpoint signed it" + more
                        : "everything up to entry " + (own.from - 1) + butFor(own)
                                + " is as a checkpoint signed it, something in " + where + " is not" + more);
    }

    /** A checkpoint can fit the hashes that are kept, and some entries not. */
    private String butFor(Track track) {
        return track.from > foundUpTo ? ", but for what is named on its own," : "";
    }

    private void tellOfOthers() {
        if (others.misfits == 0) {
            return;
        }
        String where = Sentences.entries(others.from, others.misfit - 1);
        findings.stretch(
                others.misfit - 1,
                "this is not the log that the checkpoint you gave for " + Sentences.count(others.misfit)
                        + " was made of: "
                        + (others.from == 0
                                ? "something in " + where + " is not what it was"
                                : "everything up to entry " + (others.from - 1) + butFor(others)
                                        + " is as you have it signed, something in " + where + " is not"));
    }

    /** The size up to which the entries, as they are, prove to be as a checkpoint signed them. */
    long foundUpTo() {
        return foundUpTo;
    }

    LogReport.Signed report(int kept) {
        return new LogReport.Signed(
                kept, good, unchecked, Optional.ofNullable(newest), Optional.ofNullable(others.fits));
    }
}
