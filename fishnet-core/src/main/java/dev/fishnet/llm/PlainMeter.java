package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads an answer of one piece. */
final class PlainMeter implements AnswerMeter {
    private final AnswerFacts facts = new AnswerFacts();
    private final AnswerTotal total;
    private final byte[] piece = new byte[8192];
    private boolean lost;

    PlainMeter(LlmApi api) {
        total = new AnswerTotal(api);
    }

    @Override
    public ByteBuffer pass(ByteBuffer bytes) {
        ByteBuffer seen = bytes.duplicate();
        while (!lost && seen.hasRemaining()) {
            int count = Math.min(piece.length, seen.remaining());
            seen.get(piece, 0, count);
            take(count);
        }
        return bytes;
    }

    @Override
    public ByteBuffer finish() {
        return ByteBuffer.allocate(0);
    }

    @Override
    public Optional<Usage> usage() {
        return total.usage();
    }

    private void take(int count) {
        boolean before = facts.whole();
        try {
            facts.feed(piece, 0, count);
            if (!before && facts.whole()) {
                total.answer(facts);
            }
        } catch (AmbiguousBodyException e) {
            lost = true;
            total.doubt();
        }
    }
}
