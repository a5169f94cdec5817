package dev.fishnet.llm;

import dev.fishnet.upstream.Dialect;

/** The endpoints of model APIs whose requests are read and whose answers are counted. */
public enum LlmApi {
    CHAT_COMPLETIONS(true),
    /** OpenAI's older completions, of a text. */
    COMPLETIONS(true),
    RESPONSES(true),
    EMBEDDINGS(true),
    MESSAGES(true),
    /** Counting a prompt's tokens, which costs nothing; the prompt leaves the machine all the same. */
    COUNT_TOKENS(false),
    /** Anything else: listing models, looking an answer up again. */
    OTHER(false);

    private final boolean costs;

    LlmApi(boolean costs) {
        this.costs = costs;
    }

    /** Whether a request costs money. */
    public boolean costs() {
        return costs;
    }

    /** Which one a request is for, by its canonical path; paths with and without {@code /v1} mean the same. */
    public static LlmApi of(Dialect dialect, String method, String path) {
        return method.equals("POST") ? ofPost(dialect, path.startsWith("/v1/") ? path.substring(3) : path) : OTHER;
    }

    private static LlmApi ofPost(Dialect dialect, String path) {
        return switch (dialect) {
            case OPENAI ->
                switch (path) {
                    case "/chat/completions" -> CHAT_COMPLETIONS;
                    case "/completions" -> COMPLETIONS;
                    case "/responses" -> RESPONSES;
                    case "/embeddings" -> EMBEDDINGS;
                    case "/responses/input_tokens" -> COUNT_TOKENS;
                    default -> OTHER;
                };
            case ANTHROPIC ->
                switch (path) {
                    case "/messages" -> MESSAGES;
                    case "/messages/count_tokens" -> COUNT_TOKENS;
                    default -> OTHER;
                };
            case BINANCE, PLAIN -> OTHER;
        };
    }
}
