package dev.fishnet.policy;

import dev.fishnet.upstream.Dialect;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be called where the configuration names no endpoints: for models, what asks one and is counted. Not files,
 * batches, fine-tunes, assistants, stored answers, audio, images and administration, which cost what nobody counts or
 * hold what belongs to others.
 */
public final class DefaultEndpoints {
    private static final String VERSION = "/v1";

    private static final List<EndpointRule> OPENAI = spelled(
            "POST /chat/completions",
            "POST /completions",
            "POST /responses",
            "POST /responses/input_tokens",
            "POST /embeddings",
            "GET /models",
            "GET /models/*");

    private static final List<EndpointRule> ANTHROPIC =
            spelled("POST /messages", "POST /messages/count_tokens", "GET /models", "GET /models/*");

    private DefaultEndpoints() {}

    /** The endpoints of an API of that kind, with the version before them and without; an empty list for any. */
    public static List<EndpointRule> of(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
            case BINANCE, PLAIN -> List.of();
        };
    }

    /** An upstream's base may have the version at its end. */
    private static List<EndpointRule> spelled(String... endpoints) {
        return Stream.of(endpoints)
                .flatMap(text -> Stream.of(text.replaceFirst(" ", " " + VERSION), text))
                .map(EndpointRule::of)
                .collect(Collectors.toUnmodifiableList());
    }
}
