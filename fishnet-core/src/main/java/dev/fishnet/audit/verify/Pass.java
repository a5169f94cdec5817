package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/** Every entry of a log, one after the other: its place, its hash, what it says of others. */
final class Pass implements LogSource.Sink {
    private final LogSource log;
    private final Findings findings;
    private final Checkpoints checkpoints;
    private final Meaning meaning;
    private final Trees trees;
    private final Progress progress;
    private final Prefix prefix;
    private final long border;
    private long expected;

    /**
     * Begins.
     *
     * @param trees over what is in an archive
     * @param border entries before this one are read from archives, which keep no hashes
     */
    Pass(
            LogSource log,
            Findings findings,
            Checkpoints checkpoints,
            Meaning meaning,
            Trees trees,
            Progress progress,
            Prefix prefix,
            long border) {
        this.log = log;
        this.findings = findings;
        this.checkpoints = checkpoints;
        this.meaning = meaning;
        this.trees = trees;
        this.progress = progress;
        this.prefix = prefix;
        this.border = border;
        this.expected = prefix.first();
    }

    @Override
    public boolean entry(long index, byte[] text, Optional<LogHash> leaf) throws FishnetException {
        if (index < expected) {
            findings.entry(index, "entry " + index + " is there twice, or out of its order");
            return true;
        }
        if (index > expected) {
            skip(index);
        }
        LogHash own = LogHash.ofLeaf(text);
        if (index >= prefix.size()) {
            trees.add(own, leaf.orElse(own));
        }
        if (leaf.isPresent() ? leaf.get().equals(own) : index < border) {
            meaning.read(index, text);
        } else {
            findings.leaf(index);
            meaning.doubt(index, index);
        }
        advance(index + 1);
        return true;
    }

    private void skip(long index) throws FishnetException {
        String which = Sentences.entries(expected, index - 1);
        findings.entry(expected, which + Sentences.are(index - expected) + " missing");
        meaning.doubt(expected, index - 1);
        trees.lose();
        checkpoints.reach(index, trees);
        expected = index;
        resume();
    }

    /** Behind missing entries the tree goes on where a block begins, if the hashes before that are there. */
    private void resume() throws FishnetException {
        if (trees.isLost() && expected % Blocks.SIZE == 0) {
            Optional<List<LogHash>> peaks = new KeptPeaks(log).of(expected);
            if (peaks.isPresent()) {
                trees.resume(expected, peaks.get());
            }
        }
    }

    private void advance(long size) throws FishnetException {
        expected = size;
        if (size <= prefix.size()) {
            return;
        }
        if (size % Blocks.SIZE == 0) {
            if (!trees.isLost()) {
                compareWholes();
            }
            resume();
            progress.at(size);
        }
        checkpoints.reach(size, trees);
    }

    private void compareWholes() throws FishnetException {
        for (int level = LogSource.STEP; expected % (1L << level) == 0; level += LogSource.STEP) {
            long from = expected - (1L << level);
            Optional<LogHash> kept = log.node(level, from >> level);
            if (kept.isEmpty()) {
                findings.stretch(
                        expected - 1, "the hash over " + Sentences.entries(from, expected - 1) + " is missing");
            } else if (!trees.isWhole(level, kept.get())) {
                findings.node(from, expected - 1);
            }
        }
    }

    /** One more than the index of the last entry. */
    long size() {
        return expected;
    }

    Trees trees() {
        return trees;
    }
}
