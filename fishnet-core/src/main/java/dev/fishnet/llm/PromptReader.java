package dev.fishnet.llm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads a request's JSON once, in a stream, for everything policy needs. */
public final class PromptReader {
    private static final int PIECE = 1 << 16;

    private final boolean ignoreWhitespace;

    /** @param ignoreWhitespace whether runs of white space count as one blank in the digest */
    public PromptReader(boolean ignoreWhitespace) {
        this.ignoreWhitespace = ignoreWhitespace;
    }

    /**
     * Reads a body.
     *
     * @param length of the body in bytes
     * @throws AmbiguousBodyException when it is no JSON object, names a field twice, or could be read in two ways
     */
    public PromptFacts read(LlmApi api, InputStream body, int length) throws AmbiguousBodyException {
        if (length == 0 && !api.costs()) {
            return PromptReading.ofNothing(api);
        }
        PromptReading reading = new PromptReading(api, ignoreWhitespace, length);
        if (feed(reading, body, length) != length) {
            throw new AmbiguousBodyException("is not as long as it says");
        }
        return reading.finish();
    }

    private static long feed(PromptReading reading, InputStream body, int length) throws AmbiguousBodyException {
        byte[] piece = new byte[Math.max(1, Math.min(length, PIECE))];
        long total = 0;
        try {
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                reading.feed(piece, count);
                total += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the body cannot be read", e);
        }
        return total;
    }
}
