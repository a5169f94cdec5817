package dev.fishnet.llm;

import dev.fishnet.crypto.Sha256Stream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The digest of what steers a model: {@code system}, {@code instructions}, tools, functions, a stored prompt, and every
 * message or item whose role is not one that is led (a {@link PromptItem} says which). One digest for each of these
 * fields, all of them hashed in the order of their names, so that their order in the body and what stands between them
 * do not matter. Inside of them the order of members does; white space between JSON tokens and the way a text is
 * escaped do not, and numbers count as written. Marks for the cache are left out, and so is the line of Claude Code's
 * that carries a checksum of each request.
 */
final class PromptDigest {
    private final LlmApi api;
    private final DigestSink made;
    /** Few prompts have one that is hashed: a map is made for the first. */
    private Map<String, Sha256Stream> fields = Map.of();

    private @Nullable DigestSink sink;
    private @Nullable PromptItem item;
    private int muted = Integer.MAX_VALUE;

    PromptDigest(LlmApi api, DigestSink sink) {
        this.api = api;
        this.made = sink;
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
            sink = made.anew();
        } else if (lexer.depth() == 2 && sink == null && isItem(lexer)) {
            sink = made.anew();
            item = new PromptItem(lexer);
        }
        if (sink != null && lexer.depth() < muted) {
            sink.begin(kind);
        }
    }

    void name(JsonLexer lexer, String name) {
        if (lexer.depth() == 3 && name.equals("tools") && isItem(lexer)) {
            tools(lexer);
        }
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

    /** Tools steer in whatever item they come, and in one that was left aside from here on. */
    private void tools(JsonLexer lexer) {
        PromptItem present = item == null ? new PromptItem(lexer) : item;
        present.tools();
        item = present;
        sink = sink == null ? made.anew() : sink;
    }

    void character(int codePoint) {
        if (sink != null && muted == Integer.MAX_VALUE) {
            sink.character(codePoint);
        }
    }

    void characters(AsciiRun run) {
        if (sink != null && muted == Integer.MAX_VALUE) {
            sink.characters(run);
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
        PromptItem present = item;
        if (present != null && lexer.depth() == 3) {
            present.member(lexer.name(3), kind, text);
            if (present.isLed()) {
                sink = null;
                item = null;
            }
        }
        if (sink != null && lexer.depth() == (present == null ? 1 : 2)) {
            close(lexer.name(1), open);
        }
    }

    private void close(String field, DigestSink open) {
        if (item == null || item.steers()) {
            fields = fields.isEmpty() ? new TreeMap<>() : fields;
            Sha256Stream whole = fields.computeIfAbsent(field, name -> new Sha256Stream());
            whole.add(item == null ? 0 : 1);
            whole.add(open.finish());
        }
        sink = null;
        item = null;
    }

    private boolean isField(String name, JsonKind kind) {
        return api != LlmApi.EMBEDDINGS
                && switch (name) {
                    case "tools", "functions", "instructions" -> kind != JsonKind.NULL;
                    case "system" -> kind != JsonKind.NULL && kind != JsonKind.ARRAY;
                    case "prompt" -> api == LlmApi.RESPONSES && kind != JsonKind.NULL;
                    default -> false;
                };
    }

    /** Vectors are made of texts that steer nothing. */
    private boolean isItem(JsonLexer lexer) {
        return api != LlmApi.EMBEDDINGS
                && switch (lexer.name(1)) {
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
