package dev.fishnet.policy;

/**
 * A method and a pattern for paths: {@code POST /v1/chat/completions}, {@code * /v1/models/*}, {@code DELETE
 * /repos/**}. An asterisk stands for one segment, two for any number of them; a method of {@code *} is any.
 */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class EndpointRule {
    private EndpointRule() {}

    /** The rule that a text stands for. */
    public static EndpointRule of(String text) {
        throw new UnsupportedOperationException("rules");
    }

    /** Whether a request is one of those meant. The path is canonical. */
    public boolean matches(String method, String path) {
        throw new UnsupportedOperationException("rules");
    }
}
