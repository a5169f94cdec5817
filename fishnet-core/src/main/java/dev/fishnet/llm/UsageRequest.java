package dev.fishnet.llm;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the edit after which a stream of completions says what it took. */
final class UsageRequest {
    private static final String ASKED = "\"include_usage\":true";

    private static final BodyEdit NOTHING = new BodyEdit(0, 0, "");

    private @Nullable BodyEdit edit = NOTHING;
    private int options = -1;
    private boolean emptyOptions;

    /** The request's own brace. */
    void root(int from) {
        edit = new BodyEdit(from + 1, from + 1, "\"stream_options\":{" + ASKED + "},");
    }

    /** A value of the request, or of an object in it, that is no text. */
    void value(JsonLexer lexer, JsonKind kind, String text) throws AmbiguousBodyException {
        if (!lexer.name(1).equals("stream_options")) {
            return;
        }
        if (lexer.depth() == 1) {
            options(lexer, kind);
        } else if (lexer.depth() == 2) {
            emptyOptions = false;
            if (lexer.name(2).equals("include_usage")) {
                included(lexer, kind, text);
            }
        }
    }

    List<BodyEdit> edits() {
        return Optional.ofNullable(edit).map(this::whole).map(List::of).orElse(List.of());
    }

    private BodyEdit whole(BodyEdit found) {
        return found.from() == options && !emptyOptions ? new BodyEdit(options, options, ASKED + ",") : found;
    }

    private void options(JsonLexer lexer, JsonKind kind) throws AmbiguousBodyException {
        switch (kind) {
            case NULL -> edit = new BodyEdit(lexer.from(), lexer.position(), "{" + ASKED + "}");
            case OBJECT -> {
                options = lexer.from() + 1;
                emptyOptions = true;
                edit = new BodyEdit(options, options, ASKED);
            }
            default -> throw new AmbiguousBodyException("has stream options that are no object");
        }
    }

    private void included(JsonLexer lexer, JsonKind kind, String text) throws AmbiguousBodyException {
        if (kind != JsonKind.NULL && kind != JsonKind.BOOLEAN) {
            throw new AmbiguousBodyException("says whether to include the usage in something else than true or false");
        }
        edit = text.equals("true") ? null : new BodyEdit(lexer.from(), lexer.position(), "true");
    }
}
