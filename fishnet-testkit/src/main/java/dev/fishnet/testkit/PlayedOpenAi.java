package dev.fishnet.testkit;

import java.util.regex.Pattern;

/** The shapes of OpenAI's API: chat completions, responses, embeddings, models and errors. */
final class PlayedOpenAi {
    private static final Pattern INCLUDE_USAGE = Pattern.compile("\"include_usage\"\\s*:\\s*true");
    private static final String USAGE = """
            {"prompt_tokens":14,"completion_tokens":4,"total_tokens":18,\
            "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},\
            "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}""";
    private static final String RESPONSE_USAGE = """
            {"input_tokens":14,"input_tokens_details":{"cached_tokens":0},"output_tokens":4,\
            "output_tokens_details":{"reasoning_tokens":0},"total_tokens":18}""";
    private static final String MESSAGE = """
            {"id":"msg_fake","type":"message","status":"completed","role":"assistant",\
            "content":[{"type":"output_text","text":"Hello from upstream.","annotations":[]}]}""";

    private PlayedOpenAi() {}

    static Answer chat(String model, String body, boolean stream) {
        return stream
                ? chatStream(model, INCLUDE_USAGE.matcher(body).find())
                : Answer.json(200, """
                {"id":"chatcmpl-fake","object":"chat.completion","created":1700000000,"model":"%s",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"Hello from upstream.","refusal":null},\
                "logprobs":null,"finish_reason":"stop"}],"usage":%s}""".formatted(model, USAGE));
    }

    private static Answer chatStream(String model, boolean usage) {
        Answer stream = Chunks.eventStream()
                .then(delta(model, "{\"role\":\"assistant\",\"content\":\"\"}", "null"))
                .then(delta(model, "{\"content\":\"Hello \"}", "null"))
                .then(delta(model, "{\"content\":\"from \"}", "null"))
                .then(delta(model, "{\"content\":\"upstream.\"}", "null"))
                .then(delta(model, "{}", "\"stop\""));
        Answer counted = usage ? stream.then(chatChunk(model, "[]", USAGE)) : stream;
        return counted.then(data("[DONE]")).then(Chunks.end());
    }

    private static Answer delta(String model, String delta, String finish) {
        return chatChunk(
                model,
                "[{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]".formatted(delta, finish),
                "null");
    }

    private static Answer chatChunk(String model, String choices, String usage) {
        return data("""
                {"id":"chatcmpl-fake","object":"chat.completion.chunk","created":1700000000,"model":"%s",\
                "choices":%s,"usage":%s}""".formatted(model, choices, usage));
    }

    static Answer response(String model, boolean stream) {
        String done = responseObject(model, "completed", "[" + MESSAGE + "]", RESPONSE_USAGE);
        return stream ? responseStream(model, done) : Answer.json(200, done);
    }

    private static Answer responseStream(String model, String done) {
        return Chunks.eventStream()
                .then(event("created", 0, "\"response\":" + responseObject(model, "in_progress", "[]", "null")))
                .then(event("output_text.delta", 1, """
                        "item_id":"msg_fake","output_index":0,"content_index":0,"delta":"Hello from upstream.\""""))
                .then(event("completed", 2, "\"response\":" + done))
                .then(Chunks.end());
    }

    private static String responseObject(String model, String status, String output, String usage) {
        return """
                {"id":"resp_fake","object":"response","created_at":1700000000,"status":"%s","model":"%s",\
                "output":%s,"usage":%s}""".formatted(status, model, output, usage);
    }

    private static Answer event(String type, int sequence, String rest) {
        return Chunks.chunk("event: response.%s\ndata: {\"type\":\"response.%s\",\"sequence_number\":%d,%s}\n\n"
                .formatted(type, type, sequence, rest));
    }

    static Answer embedding(String model) {
        return Answer.json(200, """
                {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-0.25]}],"model":"%s",\
                "usage":{"prompt_tokens":3,"total_tokens":3}}""".formatted(model));
    }

    static Answer file() {
        return Answer.json(200, """
                {"id":"file-fake","object":"file","bytes":0,"created_at":1700000000,"filename":"fake","purpose":"batch"}""");
    }

    static Answer models() {
        return Answer.json(200, """
                {"object":"list","data":[{"id":"gpt-fake","object":"model","created":1700000000,"owned_by":"fake"}],\
                "has_more":false,"first_id":"gpt-fake","last_id":"gpt-fake"}""");
    }

    static Answer error(int status, String code, String message) {
        return Answer.json(status, """
                {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"%s"}}""".formatted(message, code));
    }

    private static Answer data(String json) {
        return Chunks.chunk("data: " + json + "\n\n");
    }
}
