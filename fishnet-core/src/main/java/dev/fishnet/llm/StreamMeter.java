package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads an answer that comes as events, and takes the usage out again where only the gateway asked for it. */
final class StreamMeter implements AnswerMeter {
    private final AnswerTotal total;
    private final boolean asked;
    private final EventLines lines = new EventLines();
    private EventData data = new EventData();
    private final HeldBytes held = new HeldBytes();
    private boolean dropped;

    StreamMeter(LlmApi api, boolean asked) {
        this.total = new AnswerTotal(api);
        this.asked = asked;
    }

    @Override
    public ByteBuffer pass(ByteBuffer bytes) {
        ByteBuffer seen = bytes.duplicate();
        HeldBytes out = new HeldBytes();
        while (seen.hasRemaining()) {
            byte octet = seen.get();
            step(octet & 0xff, out);
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

    private void step(int octet, HeldBytes out) {
        EventLines.Found found = lines.take(octet);
        if (found == EventLines.Found.REST_OF_END) {
            if (asked && !dropped) {
                out.add(octet);
            }
            return;
        }
        if (asked) {
            held.add(octet);
            if (held.isFull()) {
                out.add(held);
                held.clear();
                data.giveUp();
            }
        }
        switch (found) {
            case DATA -> data.take(octet, held.size() - 1);
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
        data = new EventData();
    }
}
