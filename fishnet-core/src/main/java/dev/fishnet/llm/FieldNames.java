package dev.fishnet.llm;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that policy reads. Some servers find a field whatever its case, or by a name like it ({@code maxTokens}),
 * so that a name which only looks like one of these would be read by them and not by us.
 */
final class FieldNames {
    private static final FieldNames REQUEST = new FieldNames(
            "audio",
            "background",
            "best_of",
            "container",
            "context_management",
            "conversation",
            "fallbacks",
            "functions",
            "inference_geo",
            "input",
            "instructions",
            "max_completion_tokens",
            "max_output_tokens",
            "max_tokens",
            "mcp_servers",
            "messages",
            "modalities",
            "model",
            "models",
            "n",
            "plugins",
            "prediction",
            "previous_response_id",
            "prompt",
            "service_tier",
            "speed",
            "stream",
            "stream_options",
            "system",
            "tools",
            "web_search_options");
    private static final FieldNames ITEM = new FieldNames("role", "type", "content");
    private static final FieldNames OPTIONS = new FieldNames("include_usage");

    private final Set<String> names;
    private final Set<String> folded;

    private FieldNames(String... names) {
        this.names = Set.of(names);
        this.folded = this.names.stream().map(FieldNames::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** Refuses a name that is not one of those that are read at its place, and looks like one. */
    static void check(JsonLexer lexer, String name) throws AmbiguousBodyException {
        FieldNames known = knownAt(lexer);
        if (known != null && !known.names.contains(name) && known.folded.contains(fold(name))) {
            throw new AmbiguousBodyException("has a field whose name only looks like one that policy reads");
        }
    }

    private static @Nullable FieldNames knownAt(JsonLexer lexer) {
        if (lexer.depth() == 1) {
            return REQUEST;
        }
        return switch (lexer.name(1)) {
            case "stream_options" -> lexer.depth() == 2 ? OPTIONS : null;
            case "messages", "input", "system", "tools" -> lexer.depth() == 3 || isPart(lexer) ? ITEM : null;
            default -> null;
        };
    }

    private static boolean isPart(JsonLexer lexer) {
        return lexer.depth() == 5 && lexer.inArray(4) && lexer.name(3).equals("content");
    }

    private static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (each >= 0x80) {
                return foldAny(name);
            }
            if (Character.isLetterOrDigit(each)) {
                folded.append(Character.toLowerCase(each));
            }
        }
        return folded.toString();
    }

    private static String foldAny(String name) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
