package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayedApiTest {
    private final FakeUpstream upstream = FakeUpstream.plain();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions         | chat.completion",
                "/v1/embeddings               | embedding",
                "/v1/responses                | output_text",
                "/v1/messages                 | end_turn",
                "/v1/messages/count_tokens    | input_tokens",
                "/prefix/v1/chat/completions  | chat.completion",
            })
    void eachApiAnswersInItsOwnWords(String path, String word) throws Exception {
        HttpResponse<String> answer = post(path, "{\"model\":\"m-1\"}");

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains(word), answer.body());
    }

    @Test
    void theModelAskedForIsTheModelThatAnswers() throws Exception {
        assertTrue(post("/v1/messages", "{ \"model\" : \"m-1\" }").body().contains("\"model\":\"m-1\""));
    }

    @Test
    void aStreamTellsItsUsageOnlyWhenAsked() throws Exception {
        String without = post("/v1/chat/completions", "{\"stream\":true}").body();
        String with = post("/v1/chat/completions", "{\"stream\": true,\"stream_options\":{\"include_usage\": true}}")
                .body();

        assertTrue(without.endsWith("data: [DONE]\n\n"), without);
        assertTrue(!without.contains("total_tokens") && with.contains("total_tokens"), with);
    }

    @Test
    void aStreamOfMessagesStartsAndStopsAndTellsItsUsage() throws Exception {
        String events = post("/v1/messages", "{\"stream\":true}").body();

        assertTrue(events.startsWith("event: message_start\n"), events);
        assertTrue(events.contains("\"usage\":{\"output_tokens\":4}"), events);
        assertTrue(events.endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"), events);
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        assertEquals(404, post("/v2/chat", "{}").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"/v1/chat/completions, invalid_api_key", "/v1/messages, authentication_error"})
    void aMissingOrWrongCredentialIsRefusedInTheApisOwnShape(String path, String shape) throws Exception {
        upstream.requireCredential("X-Api-Key", "right");

        HttpResponse<String> missing = post(path, "{}");
        HttpResponse<String> wrong = post(path, "{}", "x-api-key", "wrong");

        assertEquals(401, missing.statusCode());
        assertTrue(missing.body().contains(shape), missing.body());
        assertEquals(401, wrong.statusCode());
        assertEquals(200, post(path, "{}", "x-api-key", "right").statusCode());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(upstream.baseUri().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        HttpRequest ready =
                headers.length == 0 ? request.build() : request.headers(headers).build();
        return client.send(ready, BodyHandlers.ofString());
    }
}
