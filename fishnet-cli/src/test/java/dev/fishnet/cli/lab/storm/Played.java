package dev.fishnet.cli.lab.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer in pieces, so that it can stop between them.
 *
 * @param type of its content
 * @param pieces an event each of a stream, or the two halves of a body
 */
record Played(String type, List<String> pieces) {
    /** What the API answers, with what it took or without. */
    static Played of(Shot shot, boolean usage) {
        return shot.streamed()
                ? new Played("text/event-stream", events(shot, usage))
                : new Played("application/json", halves(body(shot, usage)));
    }

    private static List<String> halves(String body) {
        return List.of(body.substring(0, body.length() / 2), body.substring(body.length() / 2));
    }

    private static String body(Shot shot, boolean usage) {
        return switch (shot.api()) {
            case CHAT -> """
                {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"storm-1","choices":[{"index":0,\
                "message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}]%s}""".formatted(usage ? "," + chatUsage(shot) : "");
            case RESPONSES -> response("completed", usage ? responseUsage(shot) : "null");
            case EMBEDDINGS ->
                """
                {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"model":"storm-1"%s}""".formatted(
                        usage
                                ? ",\"usage\":{\"prompt_tokens\":%1$d,\"total_tokens\":%1$d}".formatted(shot.input())
                                : "");
            case MESSAGES ->
                message(
                        usage
                                ? ",\"usage\":{\"input_tokens\":%d,\"output_tokens\":%d}"
                                        .formatted(shot.input(), shot.output())
                                : "");
        };
    }

    private static String chatUsage(Shot shot) {
        return "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                .formatted(shot.input(), shot.output(), shot.input() + shot.output());
    }

    private static String responseUsage(Shot shot) {
        return "{\"input_tokens\":%d,\"output_tokens\":%d,\"total_tokens\":%d}"
                .formatted(shot.input(), shot.output(), shot.input() + shot.output());
    }

    private static String response(String status, String usage) {
        return """
                {"id":"resp_1","object":"response","created_at":1700000000,"status":"%s","model":"storm-1","output":[],\
                "usage":%s}""".formatted(status, usage);
    }

    private static String message(String usage) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"storm-1","content":[],"stop_reason":"end_turn",\
                "stop_sequence":null%s}""".formatted(usage);
    }

    private static List<String> events(Shot shot, boolean usage) {
        return switch (shot.api()) {
            case CHAT -> chatEvents(shot, usage);
            case RESPONSES ->
                List.of(
                        event("response.created", "\"response\":" + response("in_progress", "null")),
                        event("response.output_text.delta", "\"delta\":\"Hello.\""),
                        event(
                                "response.completed",
                                "\"response\":" + response("completed", usage ? responseUsage(shot) : "null")));
            case MESSAGES ->
                List.of(
                        event(
                                "message_start",
                                "\"message\":"
                                        + message(",\"usage\":{\"input_tokens\":%d,\"output_tokens\":%d}"
                                                .formatted(shot.input(), Math.min(1, shot.output())))),
                        event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello.\"}"),
                        event(
                                "message_delta",
                                "\"delta\":{\"stop_reason\":\"end_turn\"}"
                                        + (usage ? ",\"usage\":{\"output_tokens\":%d}".formatted(shot.output()) : "")),
                        event("message_stop", "\"end\":true"));
            case EMBEDDINGS -> throw new IllegalStateException("embeddings are not streamed");
        };
    }

    private static List<String> chatEvents(Shot shot, boolean usage) {
        List<String> events = new ArrayList<>();
        events.add(chatEvent("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}]"));
        events.add(chatEvent("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo.\"},\"finish_reason\":\"stop\"}]"));
        if (usage) {
            events.add(chatEvent("\"choices\":[]," + chatUsage(shot)));
        }
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String chatEvent(String rest) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"storm-1\","
                + rest + "}\n\n";
    }

    private static String event(String type, String rest) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, rest);
    }

    private String text() {
        return String.join("", pieces);
    }

    private boolean isStream() {
        return type.equals("text/event-stream");
    }

    /** All of it. */
    Answer whole() {
        return isStream() ? upTo(pieces.size()).then(Chunks.end()) : upTo(pieces.size());
    }

    /** The head, and the body up to a piece. */
    Answer upTo(int piece) {
        return head().then(between(0, piece));
    }

    /** The first half, something else, and the rest. */
    Answer interruptedBy(Answer other) {
        Answer rest = between(pieces.size() / 2, pieces.size());
        return upTo(pieces.size() / 2).then(other).then(isStream() ? rest.then(Chunks.end()) : rest);
    }

    /** Everything but the very end, so that the answer is not whole, though it has said everything. */
    Answer withoutEnd() {
        return isStream()
                ? upTo(pieces.size())
                : Answer.raw("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ncontent-length: "
                                + (text().getBytes(UTF_8).length + 1) + "\r\n\r\n")
                        .then(between(0, pieces.size()));
    }

    Answer inGzip() {
        return Answer.gzip(200, text(), "content-type: " + type);
    }

    private Answer head() {
        return isStream()
                ? Chunks.eventStream()
                : Answer.raw("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ncontent-length: "
                        + text().getBytes(UTF_8).length + "\r\n\r\n");
    }

    private Answer between(int from, int to) {
        if (isStream()) {
            return pieces.subList(from, to).stream().map(Chunks::chunk).reduce(Answer.raw(""), Answer::then);
        }
        return Answer.raw(pieces.subList(from, to).stream().collect(Collectors.joining()));
    }
}
