package dev.fishnet.upstream;

/** What an upstream speaks: how its requests are read, its answers counted and its errors shaped. */
public enum Dialect {
    /** OpenAI's API: chat completions, Responses, embeddings. */
    OPENAI,
    /** Anthropic's API: messages. */
    ANTHROPIC,
    /** Binance's spot API, whose requests Fishnet signs. */
    BINANCE,
    /** Anything else: passed on under rules of method and path alone. */
    PLAIN;

    /** Whether requests name a model, and cost by the token. */
    public boolean isLlm() {
        return this == OPENAI || this == ANTHROPIC;
    }
}
