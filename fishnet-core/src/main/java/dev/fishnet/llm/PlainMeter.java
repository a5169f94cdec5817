package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an answer of one piece. */
final class PlainMeter implements AnswerMeter {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** What a reader that read this much may have kept is not worth keeping. */
    private static final int MOST_READ = 64 * 1024;

    private final AnswerTotal total;
    private @Nullable AnswerFacts facts;
    private long read;
    private boolean whole;
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
        return NOTHING;
    }

    @Override
    public Optional<Usage> usage() {
        return total.usage();
    }

    private void take(byte[] bytes, int count) {
        try {
            if (whole) {
                JsonLexer.requireBlank(bytes, count);
            } else {
                read(bytes, count);
            }
        } catch (AmbiguousBodyException e) {
            lost = true;
            facts = null;
            total.doubt();
        }
    }

    private void read(byte[] bytes, int count) throws AmbiguousBodyException {
        AnswerFacts present = facts == null ? AnswerFacts.take() : facts;
        facts = present;
        read += count;
        present.feed(bytes, 0, count);
        if (present.whole()) {
            whole = true;
            facts = null;
            total.answer(present);
            if (read <= MOST_READ) {
                present.giveBack();
            }
        }
    }
}
