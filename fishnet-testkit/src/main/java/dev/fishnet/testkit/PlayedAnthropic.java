package dev.fishnet.testkit;

/** The shapes of Anthropic's API: messages and errors. */
final class PlayedAnthropic {
    private PlayedAnthropic() {}

    static Answer message(String model, boolean stream) {
        return stream
                ? messageStream(model)
                : Answer.json(
                        200,
                        messageObject(
                                model, "[{\"type\":\"text\",\"text\":\"Hello from upstream.\"}]", "\"end_turn\"", 4));
    }

    private static Answer messageStream(String model) {
        return Chunks.eventStream()
                .then(event("message_start", "\"message\":" + messageObject(model, "[]", "null", 1)))
                .then(event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"))
                .then(Chunks.chunk("event: ping\ndata: {\"type\":\"ping\"}\n\n"))
                .then(text("Hello "))
                .then(text("from "))
                .then(text("upstream."))
                .then(event("content_block_stop", "\"index\":0"))
                .then(event("message_delta", """
                        "delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":4}"""))
                .then(Chunks.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"))
                .then(Chunks.end());
    }

    private static String messageObject(String model, String content, String stop, int outputTokens) {
        return """
                {"id":"msg_fake","type":"message","role":"assistant","model":"%s","content":%s,\
                "stop_reason":%s,"stop_sequence":null,"usage":{"input_tokens":14,\
                "cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":%d}}""".formatted(model, content, stop, outputTokens);
    }

    private static Answer text(String text) {
        return event("content_block_delta", """
                "index":0,"delta":{"type":"text_delta","text":"%s"}""".formatted(text));
    }

    private static Answer event(String type, String rest) {
        return Chunks.chunk("event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, rest));
    }

    static Answer error(int status, String type, String message) {
        return Answer.json(status, """
                {"type":"error","error":{"type":"%s","message":"%s"},"request_id":"req_fake"}""".formatted(type, message));
    }
}
