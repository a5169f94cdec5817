package dev.fishnet.vault;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/** Whole pages outside the heap, shared out in cells. Guarded by the {@link SecretMemory} they belong to. */
final class SecretPages {
    /** The largest page of any system Java runs on (64 KiB, on some ARM and POWER machines); a multiple of the rest. */
    static final int LEAST_BYTES = 1 << 16;

    private static final int CELL_BYTES = 64;

    private final ByteBuffer memory;
    private final BitSet taken = new BitSet();
    private boolean locked;

    /** @param atLeast how much has to fit */
    SecretPages(int atLeast) {
        int pages = Math.max(1, Math.ceilDiv(atLeast, LEAST_BYTES));
        ByteBuffer around = ByteBuffer.allocateDirect((pages + 1) * LEAST_BYTES);
        this.memory = around.alignedSlice(LEAST_BYTES).slice(0, pages * LEAST_BYTES);
    }

    /** A run of cells, lent until it is freed. */
    record Part(SecretPages pages, int first, int cells, ByteBuffer memory) {
        @Override
        public String toString() {
            return "Part[" + memory.capacity() + " bytes]";
        }
    }

    /** What did not work; empty when these are locked, or were already. */
    Optional<String> lock(MemoryLock how) {
        if (locked) {
            return Optional.empty();
        }
        Optional<String> failure = how.lock(memory.duplicate());
        locked = failure.isEmpty();
        return failure;
    }

    /** The first run of free cells that is long enough; empty when there is none. */
    Optional<Part> take(int length) {
        int cells = Math.max(1, Math.ceilDiv(length, CELL_BYTES));
        int first = taken.nextClearBit(0);
        while ((first + cells) * CELL_BYTES <= memory.capacity()) {
            int next = taken.nextSetBit(first);
            if (next < 0 || next >= first + cells) {
                taken.set(first, first + cells);
                return Optional.of(new Part(this, first, cells, memory.slice(first * CELL_BYTES, length)));
            }
            first = taken.nextClearBit(next);
        }
        return Optional.empty();
    }

    void free(Part part) {
        taken.clear(part.first(), part.first() + part.cells());
    }
}
