package dev.fishnet.audit.tree;

/**
 * A log at one moment: everything in it is in the root.
 *
 * @param size how many entries it has
 * @param root of the tree over them; {@link LogHash#EMPTY} over none
 */
public record TreeHead(long size, LogHash root) {
    public static final TreeHead EMPTY = new TreeHead(0, LogHash.EMPTY);

    public TreeHead {
        requireNotNegative(size);
    }

    private static void requireNotNegative(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a log has no negative number of entries");
        }
    }
}
