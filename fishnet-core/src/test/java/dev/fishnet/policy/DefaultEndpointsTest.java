package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.upstream.Dialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DefaultEndpointsTest {
    private static Optional<DenialCode> judged(Dialect dialect, String method, String path) {
        return new EndpointRules(DefaultEndpoints.of(dialect), List.of()).judge(method, path);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, POST, /chat/completions",
        "OPENAI, POST, /completions",
        "OPENAI, POST, /responses",
        "OPENAI, POST, /responses/input_tokens",
        "OPENAI, POST, /embeddings",
        "OPENAI, GET, /models",
        "OPENAI, GET, /models/gpt-5",
        "ANTHROPIC, POST, /messages",
        "ANTHROPIC, POST, /messages/count_tokens",
        "ANTHROPIC, GET, /models",
        "ANTHROPIC, GET, /models/claude-x"
    })
    void whatAsksAModelIsOpen(Dialect dialect, String method, String path) {
        assertEquals(Optional.empty(), judged(dialect, method, path));
        assertEquals(Optional.empty(), judged(dialect, method, "/v1" + path));
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, GET, /files",
        "OPENAI, POST, /files",
        "OPENAI, GET, /files/f1/content",
        "OPENAI, DELETE, /files/f1",
        "OPENAI, POST, /uploads",
        "OPENAI, POST, /batches",
        "OPENAI, POST, /fine_tuning/jobs",
        "OPENAI, POST, /images/generations",
        "OPENAI, POST, /audio/speech",
        "OPENAI, POST, /audio/transcriptions",
        "OPENAI, POST, /assistants",
        "OPENAI, POST, /threads",
        "OPENAI, POST, /vector_stores",
        "OPENAI, POST, /realtime/sessions",
        "OPENAI, POST, /containers",
        "OPENAI, POST, /conversations",
        "OPENAI, GET, /responses/r1",
        "OPENAI, DELETE, /responses/r1",
        "OPENAI, POST, /responses/r1/cancel",
        "OPENAI, POST, /responses/compact",
        "OPENAI, GET, /chat/completions",
        "OPENAI, GET, /chat/completions/c1",
        "OPENAI, DELETE, /models/ft:gpt",
        "OPENAI, GET, /organization/usage/completions",
        "OPENAI, POST, /organization/admin_api_keys",
        "OPENAI, POST, /messages",
        "ANTHROPIC, POST, /messages/batches",
        "ANTHROPIC, GET, /messages/batches/b1/results",
        "ANTHROPIC, POST, /files",
        "ANTHROPIC, GET, /files/f1/content",
        "ANTHROPIC, POST, /skills",
        "ANTHROPIC, POST, /complete",
        "ANTHROPIC, GET, /organizations/users",
        "ANTHROPIC, POST, /organizations/invites",
        "ANTHROPIC, POST, /chat/completions",
        "ANTHROPIC, GET, /messages",
        "ANTHROPIC, HEAD, /"
    })
    void whatIsNotIsClosed(Dialect dialect, String method, String path) {
        assertEquals(Optional.of(DenialCode.ENDPOINT_NOT_ALLOWED), judged(dialect, method, path));
        assertEquals(Optional.of(DenialCode.ENDPOINT_NOT_ALLOWED), judged(dialect, method, "/v1" + path));
    }

    @ParameterizedTest
    @EnumSource(names = {"BINANCE", "PLAIN"})
    void otherApisHaveNoDefaults(Dialect dialect) {
        assertEquals(List.of(), DefaultEndpoints.of(dialect));
    }
}
