package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/**
 * What a checkpoint says (C2SP tlog-checkpoint): the log of this origin has this head.
 *
 * @param origin the name of the log
 */
public record Checkpoint(String origin, TreeHead head) {
    /** The text that is signed: origin, size and root on lines of their own. */
    String text() {
        return origin + "\n" + head.size() + "\n" + head.root().base64() + "\n";
    }

    /**
     * Reads what {@link #text} writes. Lines that others add are passed over, as the format wants it: they are signed
     * with the rest, and say nothing about the tree.
     */
    static Checkpoint ofText(String text) throws FishnetException {
        Lines lines = new Lines(text, "checkpoint");
        String origin = lines.nextOf("the name of a log");
        long size = lines.number("");
        LogHash root = lines.hash();
        while (!lines.atEnd()) {
            lines.nextOf("an extension");
        }
        if (size == 0 && !root.equals(LogHash.EMPTY)) {
            throw new FishnetException(ErrorKind.CORRUPT, "the checkpoint gives an empty log a root of something");
        }
        return new Checkpoint(origin, new TreeHead(size, root));
    }
}
