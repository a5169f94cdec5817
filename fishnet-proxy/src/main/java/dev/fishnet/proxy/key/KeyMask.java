package dev.fishnet.proxy.key;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Overwrites every occurrence of a key in one answer's body with as many asterisks, so that a declared length stays
 * true. Only bytes that may be the beginning of the key are held back, fewer than the key is long, and only until the
 * next bytes or the end of the answer.
 */
public final class KeyMask implements AutoCloseable {
    private static final int MASK = '*';

    private final HeldKey key;
    private final ByteBufAllocator allocator;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private int matched;

    /** Borrows the key: it must outlive the answer. */
    public KeyMask(HeldKey key, ByteBufAllocator allocator) {
        this.key = key;
        this.allocator = allocator;
    }

    /**
     * Takes the next bytes of the body over and returns those that may go to the agent, perhaps none.
     *
     * @param chunk released or passed on, and written to where the key stands in it
     */
    public ByteBuf pass(ByteBuf chunk) {
        maskIn(chunk);
        if (!held.isReadable() && matched == 0) {
            return chunk;
        }
        ByteBuf all = held.isReadable() ? joined(held, chunk) : chunk;
        held = Unpooled.EMPTY_BUFFER;
        return holdBack(all);
    }

    /** What was held back, once no more bytes can follow: the beginning of a key that never came. */
    public ByteBuf finish() {
        ByteBuf rest = held;
        held = Unpooled.EMPTY_BUFFER;
        matched = 0;
        return rest;
    }

    private void maskIn(ByteBuf chunk) {
        Stretch stretch = Stretch.ofThread();
        int end = chunk.writerIndex();
        for (int from = chunk.readerIndex(); from < end; ) {
            int count = stretch.fill(chunk, from);
            try {
                maskIn(chunk, from, stretch.bytes(), count);
            } finally {
                stretch.wipe(count);
            }
            from += count;
        }
    }

    /** @param from where in the chunk those bytes stand that are looked at */
    private void maskIn(ByteBuf chunk, int from, byte[] bytes, int count) {
        int wordEnd = 0;
        int at = 0;
        while (at < count) {
            if (matched == 0 && at >= wordEnd) {
                at = key.skip(bytes, at, count);
                wordEnd = key.wordEnd(bytes, at, count);
            }
            at = matched == 0 ? key.beginning(bytes, at, wordEnd) : at;
            if (at < wordEnd || matched > 0) {
                matched = key.next(matched, bytes[at]);
                at++;
                if (matched == key.length()) {
                    maskEndingAt(chunk, from + at - 1);
                    matched = 0;
                }
            }
        }
    }

    private void maskEndingAt(ByteBuf chunk, int last) {
        int first = last - key.length() + 1;
        int inHeld = Math.max(0, chunk.readerIndex() - first);
        for (int i = 1; i <= inHeld; i++) {
            held.setByte(held.writerIndex() - i, MASK);
        }
        for (int i = first + inHeld; i <= last; i++) {
            chunk.setByte(i, MASK);
        }
    }

    private ByteBuf holdBack(ByteBuf all) {
        if (matched == 0) {
            return all;
        }
        int sure = all.readableBytes() - matched;
        held = allocator.directBuffer(matched, matched).writeBytes(all, all.readerIndex() + sure, matched);
        return all.writerIndex(all.readerIndex() + sure);
    }

    private ByteBuf joined(ByteBuf first, ByteBuf second) {
        try {
            int length = first.readableBytes() + second.readableBytes();
            return allocator.directBuffer(length).writeBytes(first).writeBytes(second);
        } finally {
            first.release();
            second.release();
        }
    }

    @Override
    public void close() {
        finish().release();
    }
}
