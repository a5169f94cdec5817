package dev.fishnet.proxy.answer;

import dev.fishnet.llm.AnswerMeter;
import dev.fishnet.proxy.key.AnswerMask;
import dev.fishnet.spend.Usage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer's body on its way to an agent: decompressed if need be, counted where it costs, with keys masked at the
 * end. Where nothing is to be changed the bytes pass as they are, without a copy.
 */
public final class AnswerBody implements AutoCloseable {
    private final ByteBufAllocator allocator;
    private final @Nullable Inflation inflation;
    private final @Nullable AnswerMeter meter;
    private final AnswerMask mask;

    /**
     * The way of one answer.
     *
     * @param meter empty for an answer that costs nothing
     * @param mask closed with this
     */
    public AnswerBody(Coding coding, Optional<AnswerMeter> meter, AnswerMask mask, ByteBufAllocator allocator) {
        this.allocator = allocator;
        this.inflation = coding == Coding.NONE ? null : new Inflation(coding, allocator);
        this.meter = meter.orElse(null);
        this.mask = mask;
    }

    /**
     * Takes the next bytes over and returns those that may go to the agent, perhaps none.
     *
     * @throws UnreadableAnswerException when they cannot be decompressed
     */
    public ByteBuf pass(ByteBuf chunk) throws UnreadableAnswerException {
        return mask.pass(counted(inflation == null ? chunk : inflation.pass(chunk)));
    }

    @SuppressWarnings("ReferenceEquality") // the very argument means that nothing has changed
    private ByteBuf counted(ByteBuf chunk) {
        if (meter == null || !chunk.isReadable()) {
            return chunk;
        }
        ByteBuffer bytes = chunk.nioBuffer();
        int length = bytes.remaining();
        ByteBuffer seen = meter.pass(bytes);
        if (seen == bytes && seen.remaining() == length) {
            return chunk;
        }
        try {
            return copied(seen);
        } finally {
            chunk.release();
        }
    }

    /** The mask writes where a key stands, and the meter's bytes are its own. */
    private ByteBuf copied(ByteBuffer bytes) {
        return bytes.hasRemaining()
                ? allocator.directBuffer(bytes.remaining()).writeBytes(bytes)
                : Unpooled.EMPTY_BUFFER;
    }

    /**
     * What was held back, once no more bytes can follow.
     *
     * @throws UnreadableAnswerException when compressed data should have followed
     */
    public ByteBuf finish() throws UnreadableAnswerException {
        if (inflation != null) {
            inflation.finish();
        }
        ByteBuf held = meter == null ? Unpooled.EMPTY_BUFFER : copied(meter.finish());
        return held.isReadable() ? Unpooled.wrappedBuffer(mask.pass(held), mask.finish()) : mask.finish();
    }

    /** What the answer has said it took. */
    public Optional<Usage> usage() {
        return meter == null ? Optional.empty() : meter.usage();
    }

    @Override
    public void close() {
        if (inflation != null) {
            inflation.close();
        }
        mask.close();
    }
}
