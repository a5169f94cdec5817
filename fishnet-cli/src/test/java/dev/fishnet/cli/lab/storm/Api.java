package dev.fishnet.cli.lab.storm;

/** The endpoints that are asked. */
enum Api {
    CHAT("openai", "/v1/chat/completions", "max_completion_tokens"),
    RESPONSES("openai", "/v1/responses", "max_output_tokens"),
    EMBEDDINGS("openai", "/v1/embeddings", ""),
    MESSAGES("anthropic", "/v1/messages", "max_tokens");

    private final String upstream;
    private final String path;
    private final String limit;

    Api(String upstream, String path, String limit) {
        this.upstream = upstream;
        this.path = path;
        this.limit = limit;
    }

    /** The request line, and the field in which an API key is expected, up to the key. */
    String head() {
        String key = this == MESSAGES ? "x-api-key: " : "Authorization: Bearer ";
        return "POST /proxy/" + upstream + path + " HTTP/1.1\r\n" + key;
    }

    String path() {
        return path;
    }

    /** The field that limits the answer. */
    String limit() {
        return limit;
    }

    boolean generates() {
        return this != EMBEDDINGS;
    }
}
