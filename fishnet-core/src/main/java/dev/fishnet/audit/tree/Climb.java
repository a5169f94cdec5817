package dev.fishnet.audit.tree;

/** The way from a node of a tree to its root, as RFC 9162 walks it (sections 2.1.3.2 and 2.1.4.2). */
final class Climb {
    private long node;
    private long last;

    /**
     * Begins at the lowest level.
     *
     * @param node its index
     * @param last the index of the last one there
     */
    Climb(long node, long last) {
        this.node = node;
        this.last = last;
    }

    /** Whether no sibling is left to be met. */
    boolean isAtTop() {
        return last == 0;
    }

    /** Goes up while the node is a right child. */
    void skipRightTurns() {
        while (isRightChild()) {
            up();
        }
    }

    /** Goes past the next sibling, and says whether that one is on the left. */
    boolean stepIsFromLeft() {
        boolean left = isRightChild() || node == last;
        // The last node of a level may have no sibling there: then it is its own parent.
        while (left && !isRightChild() && node != 0) {
            up();
        }
        up();
        return left;
    }

    private boolean isRightChild() {
        return (node & 1) == 1;
    }

    private void up() {
        node >>= 1;
        last >>= 1;
    }
}
