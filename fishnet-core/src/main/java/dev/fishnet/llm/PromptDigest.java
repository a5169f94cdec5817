package dev.fishnet.llm;

import dev.fishnet.crypto.Sha256Stream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The digest of what steers a model: {@code system}, {@code instructions}, tools, functions, a stored prompt, and every
 * message or item whose role is system or developer. One digest for each of these fields, all of them hashed in the
 * order of their names, so that their order in the body and what stands between them do not matter. Inside of them the
 * order of members does; white space between JSON tokens and the way a text is escaped do not, and numbers count as
 * written. Marks for the cache are left out, and so is the line of Claude Code's that carries a checksum of each
 * request.
 */
final class PromptDigest {
    private static final Pattern BILLING =
            Pattern.compile("x-anthropic-billing-header:( cc[a-z_]{0,20}=[A-Za-z0-9._-]{1,40};){1,8}");

    private final LlmApi api;
    private final boolean ignoreWhitespace;
    private final Map<String, Sha256Stream> fields = new TreeMap<>();
    private @Nullable DigestSink sink;
    private boolean item;
    private boolean steering;
    private boolean billing;
    private int muted = Integer.MAX_VALUE;

    PromptDigest(LlmApi api, boolean ignoreWhitespace) {
        this.api = api;
        this.ignoreWhitespace = ignoreWhitespace;
    }

    Optional<String> hex() {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Sha256Stream whole = new Sha256Stream();
        fields.forEach((name, digest) -> {
            DigestSink.header(whole, name);
            whole.add(digest.finish());
        });
        return Optional.of(HexFormat.of().formatHex(whole.finish()));
    }

    /** A value begins: an object, an array, or a text. */
    void begin(JsonLexer lexer, JsonKind kind) {
        if (lexer.depth() == 1 && sink == null && isField(lexer.name(1), kind)) {
            sink = new DigestSink(ignoreWhitespace);
        } else if (lexer.depth() == 2 && sink == null && isItem(lexer)) {
            sink = new DigestSink(ignoreWhitespace);
            item = true;
            steering = lexer.name(1).equals("system");
            billing = false;
        }
        if (sink != null && lexer.depth() < muted) {
            sink.begin(kind);
        }
    }

    void name(JsonLexer lexer, String name) {
        if (sink == null || lexer.depth() >= muted) {
            return;
        }
        if ((name.equals("cache_control") && isCachePlace(lexer))
                || (name.equals("variables") && isStoredPrompt(lexer))) {
            muted = lexer.depth();
        } else {
            sink.name(name);
        }
    }

    void character(int codePoint) {
        if (sink != null && muted == Integer.MAX_VALUE) {
            sink.character(codePoint);
        }
    }

    /** A value has ended. Only of a text and a scalar is there a text here. */
    void end(JsonLexer lexer, JsonKind kind, String text) {
        DigestSink open = sink;
        if (open == null) {
            return;
        }
        if (lexer.depth() < muted) {
            open.end(kind, text);
        } else if (lexer.depth() == muted) {
            muted = Integer.MAX_VALUE;
        }
        if (item && lexer.depth() == 3) {
            member(lexer, kind, text);
        }
        if (sink != null && lexer.depth() == (item ? 2 : 1)) {
            close(lexer.name(1), open);
        }
    }

    private void member(JsonLexer lexer, JsonKind kind, String text) {
        String name = lexer.name(3);
        if (lexer.name(1).equals("system")) {
            billing |= name.equals("text")
                    && lexer.index(2) == 0
                    && BILLING.matcher(text).matches();
        } else if (name.equals("role") && kind == JsonKind.STRING) {
            steering = text.equalsIgnoreCase("system") || text.equalsIgnoreCase("developer");
            if (!steering) {
                sink = null;
                item = false;
            }
        }
    }

    private void close(String field, DigestSink open) {
        sink = null;
        if (!item || (steering && !billing)) {
            Sha256Stream whole = fields.computeIfAbsent(field, name -> new Sha256Stream());
            whole.add(item ? 1 : 0);
            whole.add(open.finish());
        }
        item = false;
    }

    private boolean isField(String name, JsonKind kind) {
        return switch (name) {
            case "tools", "functions", "instructions" -> kind != JsonKind.NULL;
            case "system" -> kind != JsonKind.NULL && kind != JsonKind.ARRAY;
            case "prompt" -> api == LlmApi.RESPONSES && kind != JsonKind.NULL;
            default -> false;
        };
    }

    private static boolean isItem(JsonLexer lexer) {
        return switch (lexer.name(1)) {
            case "messages", "input", "system" -> lexer.inArray(2);
            default -> false;
        };
    }

    private static boolean isCachePlace(JsonLexer lexer) {
        return lexer.depth() == 3
                || (lexer.depth() == 5 && lexer.inArray(4) && lexer.name(3).equals("content"));
    }

    private static boolean isStoredPrompt(JsonLexer lexer) {
        return lexer.depth() == 2 && lexer.name(1).equals("prompt");
    }
}
