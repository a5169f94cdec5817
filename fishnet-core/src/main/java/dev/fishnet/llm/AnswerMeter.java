package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads what an answer says it took, as its bytes pass, decoded and in order; for one answer, on one thread. Where the
 * gateway asked a stream for its usage and the agent had not, it takes that out again.
 */
public interface AnswerMeter {
    /**
     * Takes the next bytes and returns those that the agent may see. The result may be the argument itself; it may be
     * fewer bytes, those of an event that is not whole yet being held back, or more.
     */
    ByteBuffer pass(ByteBuffer bytes);

    /** The answer has ended as it should: what was held back. */
    ByteBuffer finish();

    /** What it took, if it has said so by now in full. */
    Optional<Usage> usage();

    /**
     * A meter for an answer.
     *
     * @param streamed whether its content type is that of server-sent events
     * @param asked whether the gateway, and not the agent, asked for the usage in it
     */
    static AnswerMeter of(LlmApi api, boolean streamed, boolean asked) {
        if (!api.costs()) {
            return new AnswerPassed();
        }
        return streamed ? new StreamMeter(api, asked) : new PlainMeter(api);
    }
}
