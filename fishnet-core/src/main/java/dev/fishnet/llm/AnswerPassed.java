package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Lets an answer pass that costs nothing. */
final class AnswerPassed implements AnswerMeter {
    @Override
    public ByteBuffer pass(ByteBuffer bytes) {
        return bytes;
    }

    @Override
    public ByteBuffer finish() {
        return ByteBuffer.allocate(0);
    }

    @Override
    public Optional<Usage> usage() {
        return Optional.empty();
    }
}
