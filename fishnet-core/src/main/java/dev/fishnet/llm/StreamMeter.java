package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads an answer that comes as events, and takes the usage out again where only the gateway asked for it. */
final class StreamMeter implements AnswerMeter {
    private final AnswerTotal total;
    private final boolean asked;
    private final EventLines lines = new EventLines();
    private final EventData data = new EventData();
    private final HeldBytes held = new HeldBytes();
    private boolean dropped;

    StreamMeter(LlmApi api, boolean asked) {
        this.total = new AnswerTotal(api);
        this.asked = asked;
    }

    @Override
    public ByteBuffer pass(ByteBuffer bytes) {
        HeldBytes out = new HeldBytes();
        Piece piece = Piece.ofThread();
        for (int at = bytes.position(); at < bytes.limit(); ) {
            int count = piece.fill(bytes, at);
            take(piece.bytes(), count, out);
            piece.wipe(count);
            at += count;
        }
        return asked ? out.take() : bytes;
    }

    @Override
    public ByteBuffer finish() {
        HeldBytes out = new HeldBytes();
        end(out);
        return out.take();
    }

    @Override
    public Optional<Usage> usage() {
        return total.usage();
    }

    private void take(byte[] bytes, int count, HeldBytes out) {
        for (int at = 0; at < count; at = lines.to()) {
            EventLines.Found found = lines.next(bytes, at, Math.min(count, at + held.room()));
            if (found != EventLines.Found.REST_OF_END) {
                step(found, bytes, at, out);
            } else if (asked && !dropped) {
                out.add(bytes, at, lines.to());
            }
        }
    }

    private void step(EventLines.Found found, byte[] bytes, int from, HeldBytes out) {
        int before = held.size();
        if (asked) {
            held.add(bytes, from, lines.to());
            if (held.isFull()) {
                out.add(held);
                held.clear();
                data.giveUp();
            }
        }
        switch (found) {
            case DATA -> data.take(bytes, from, lines.to(), before);
            case NEXT_DATA_LINE -> data.nextLine();
            case END -> end(out);
            case OTHER, REST_OF_END -> {}
        }
    }

    private void end(HeldBytes out) {
        dropped = false;
        data.finish(total);
        if (asked) {
            dropped = data.isUsageAlone();
            if (!dropped) {
                data.withoutNullUsage(held, out);
            }
            held.clear();
        }
        data.reset();
    }
}
