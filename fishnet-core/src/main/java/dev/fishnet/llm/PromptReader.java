package dev.fishnet.llm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads a request's JSON once, in a stream, for everything policy needs. */
public final class PromptReader {
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
        Piece piece = Piece.ofThread();
        long total = 0;
        try {
            for (int count = body.read(piece.bytes()); count >= 0; count = body.read(piece.bytes())) {
                reading.feed(piece.bytes(), count);
                total += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the body cannot be read", e);
        } finally {
            piece.wipe(Math.min(length, piece.bytes().length));
        }
        return total;
    }
}
