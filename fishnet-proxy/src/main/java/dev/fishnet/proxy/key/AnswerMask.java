package dev.fishnet.proxy.key;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Masks several keys in one answer's body, one after the other; usually there is only one. */
public final class AnswerMask implements AutoCloseable {
    private final KeyMask[] masks;

    AnswerMask(KeyMask[] masks) {
        this.masks = masks;
    }

    /**
     * Takes the next bytes of the body over and returns those that may go to the agent, perhaps none.
     *
     * @param chunk released or passed on, and written to where a key stands in it
     */
    public ByteBuf pass(ByteBuf chunk) {
        ByteBuf passed = chunk;
        for (KeyMask mask : masks) {
            passed = mask.pass(passed);
        }
        return passed;
    }

    /** What was held back, once no more bytes can follow. */
    public ByteBuf finish() {
        ByteBuf rest = Unpooled.EMPTY_BUFFER;
        for (KeyMask mask : masks) {
            rest = joined(mask.pass(rest), mask.finish());
        }
        return rest;
    }

    /** Takes both over; most often there is nothing in either. */
    private static ByteBuf joined(ByteBuf first, ByteBuf second) {
        if (first.isReadable()) {
            return Unpooled.wrappedBuffer(first, second);
        }
        first.release();
        return second;
    }

    @Override
    public void close() {
        for (KeyMask mask : masks) {
            mask.close();
        }
    }
}
