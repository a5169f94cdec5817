package dev.fishnet.llm;

import java.io.InputStream;

/** Reads a request's JSON once, in a stream, for everything policy needs. */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class PromptReader {
    /** @param ignoreWhitespace whether runs of white space count as one blank in the digest */
    public PromptReader(boolean ignoreWhitespace) {}

    /**
     * Reads a body.
     *
     * @param length of the body in bytes
     * @throws AmbiguousBodyException when it is no JSON object, names a field twice, or could be read in two ways
     */
    public PromptFacts read(LlmApi api, InputStream body, int length) throws AmbiguousBodyException {
        throw new UnsupportedOperationException("llm");
    }
}
