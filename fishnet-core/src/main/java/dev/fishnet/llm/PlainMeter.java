package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads an answer of one piece. */
final class PlainMeter implements AnswerMeter {
    private final AnswerFacts facts = new AnswerFacts();
    private final AnswerTotal total;
    private boolean lost;

    PlainMeter(LlmApi api) {
        total = new AnswerTotal(api);
    }

    @Override
    public ByteBuffer pass(ByteBuffer bytes) {
        Piece piece = Piece.ofThread();
        for (int at = bytes.position(); at < bytes.limit() && !lost; ) {
            int count = piece.fill(bytes, at);
            take(piece.bytes(), count);
            piece.wipe(count);
            at += count;
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

    private void take(byte[] bytes, int count) {
        boolean before = facts.whole();
        try {
            facts.feed(bytes, 0, count);
            if (!before && facts.whole()) {
                total.answer(facts);
            }
        } catch (AmbiguousBodyException e) {
            lost = true;
            total.doubt();
        }
    }
}
