package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests to read, as tests write them: with single quotes for double ones. */
final class Prompts {
    private Prompts() {}

    static PromptFacts chat(String json) {
        return read(LlmApi.CHAT_COMPLETIONS, json);
    }

    static PromptFacts responses(String json) {
        return read(LlmApi.RESPONSES, json);
    }

    static PromptFacts messages(String json) {
        return read(LlmApi.MESSAGES, json);
    }

    static PromptFacts read(LlmApi api, String json) {
        try {
            return readRaw(api, bytes(json), false);
        } catch (AmbiguousBodyException e) {
            throw new AssertionError("refused: " + e.getMessage(), e);
        }
    }

    static PromptFacts readRaw(LlmApi api, byte[] body, boolean ignoreWhitespace) throws AmbiguousBodyException {
        return new PromptReader(ignoreWhitespace).read(api, new ByteArrayInputStream(body), body.length);
    }

    static void assertRefused(LlmApi api, byte[] body) {
        assertThrows(AmbiguousBodyException.class, () -> readRaw(api, body, false));
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static String edited(byte[] body, List<BodyEdit> edits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EditedBody edited = EditedBody.of(body.length, edits);
        for (EditedBody.Piece piece : edited.pieces()) {
            out.write(body, piece.from(), piece.to() - piece.from());
            out.writeBytes(piece.then().getBytes(StandardCharsets.UTF_8));
        }
        if (out.size() != edited.length()) {
            throw new AssertionError("the length is said to be " + edited.length() + ", and is " + out.size());
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
