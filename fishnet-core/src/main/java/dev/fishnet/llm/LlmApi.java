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
    /** Counting the tokens of a prompt, which costs nothing and sends the prompt all the same. */
    COUNT_TOKENS(false),
    /** Anything else: listing models, looking an answer up again. */
    OTHER(false);

    /** More prompts than this in one request are refused. */
    static final int MOST_PROMPTS = 2048;

    private final boolean costs;

    LlmApi(boolean costs) {
        this.costs = costs;
    }

    /** Whether a request costs money. */
    public boolean costs() {
        return costs;
    }

    /** How many prompts a request may have at most, each of them no longer than what the model takes. */
    public int mostPrompts() {
        return switch (this) {
            case COMPLETIONS, EMBEDDINGS -> MOST_PROMPTS;
            case CHAT_COMPLETIONS, RESPONSES, MESSAGES, COUNT_TOKENS, OTHER -> 1;
        };
    }

    /** Which one a request is for, by its canonical path; paths with and without {@code /v1} mean the same. */
    public static LlmApi of(Dialect dialect, String method, String path) {
        return method.equals("POST") ? ofPost(dialect, path) : OTHER;
    }

    private static LlmApi ofPost(Dialect dialect, String path) {
        return switch (dialect) {
            case OPENAI ->
                switch (path) {
                    case "/chat/completions", "/v1/chat/completions" -> CHAT_COMPLETIONS;
                    case "/completions", "/v1/completions" -> COMPLETIONS;
                    case "/responses", "/v1/responses" -> RESPONSES;
                    case "/responses/input_tokens", "/v1/responses/input_tokens" -> COUNT_TOKENS;
                    case "/embeddings", "/v1/embeddings" -> EMBEDDINGS;
                    default -> OTHER;
                };
            case ANTHROPIC ->
                switch (path) {
                    case "/messages", "/v1/messages" -> MESSAGES;
                    case "/messages/count_tokens", "/v1/messages/count_tokens" -> COUNT_TOKENS;
                    default -> OTHER;
                };
            case BINANCE, PLAIN -> OTHER;
        };
    }
}
