package dev.fishnet.testkit;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the two APIs answer, by path. A path prefix before {@code /v1} is taken as it comes. */
final class PlayedApi {
    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([A-Za-z0-9._:/-]{1,100})\"");

    private PlayedApi() {}

    static void answer(RecordedRequest request, Exchange exchange) throws IOException, InterruptedException {
        choose(request).send(request, exchange);
    }

    static void unauthorized(RecordedRequest request, Exchange exchange) throws IOException, InterruptedException {
        Answer answer = request.path().contains("/v1/messages")
                ? PlayedAnthropic.error(401, "authentication_error", "invalid x-api-key")
                : PlayedOpenAi.error(401, "invalid_api_key", "Incorrect API key provided.");
        answer.send(request, exchange);
    }

    private static Answer choose(RecordedRequest request) {
        String body = request.bodyText();
        boolean stream = STREAM.matcher(body).find();
        return switch (request.method() + " " + request.path().replaceFirst("^.*/v1/", "/v1/")) {
            case "POST /v1/chat/completions" -> PlayedOpenAi.chat(model(body), body, stream);
            case "POST /v1/embeddings" -> PlayedOpenAi.embedding(model(body));
            case "POST /v1/files" -> PlayedOpenAi.file();
            case "POST /v1/responses" -> PlayedOpenAi.response(model(body), stream);
            case "GET /v1/models" -> PlayedOpenAi.models();
            case "POST /v1/messages" -> PlayedAnthropic.message(model(body), stream);
            case "POST /v1/messages/count_tokens" -> Answer.json(200, "{\"input_tokens\":14}");
            default -> PlayedOpenAi.error(404, "unknown_url", "Unknown request URL: " + request.method());
        };
    }

    private static String model(String body) {
        Matcher found = MODEL.matcher(body);
        return found.find() ? found.group(1) : "unnamed";
    }
}
