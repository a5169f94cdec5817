package dev.fishnet.llm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few values of an answer, or of one event of it, that say what it took, by their place. Only objects lead to them:
 * what a model wrote is inside of lists or texts and cannot stand for its usage.
 */
final class AnswerFacts implements JsonEvents {
    private static final String TEXT = "\"";
    private static final int DIGITS = 10;
    private static final int KEPT = 64;
    private static final int DEEPEST = 4;
    /** Of a thread; answers that come in one piece need no more than one. */
    private static final int SPARES = 4;

    private static final ThreadLocal<ArrayDeque<AnswerFacts>> SPARE = ThreadLocal.withInitial(ArrayDeque::new);

    private final JsonLexer lexer = new JsonLexer(this);
    private final @Nullable AnswerPlace[] places = new AnswerPlace[DEEPEST + 2];
    private final @Nullable String[] values = new String[AnswerPlace.count()];
    private final JsonWord text = new JsonWord(KEPT);
    private @Nullable AnswerPlace textAt;
    private int spanFrom = -1;
    private int spanTo;
    private boolean spanFirst;

    /** One that has read nothing. Whoever does not {@link #giveBack} it has it for good. */
    static AnswerFacts take() {
        AnswerFacts spare = SPARE.get().pollLast();
        return spare == null ? new AnswerFacts() : spare;
    }

    /** From here on it is another answer's, on this thread. */
    void giveBack() {
        reset();
        lexer.wipe();
        text.wipe();
        ArrayDeque<AnswerFacts> spares = SPARE.get();
        if (spares.size() < SPARES) {
            spares.addLast(this);
        }
    }

    void feed(byte[] bytes, int from, int to) throws AmbiguousBodyException {
        lexer.feed(bytes, from, to);
    }

    /** Begins anew with another event. */
    void reset() {
        lexer.reset();
        Arrays.fill(values, null);
        textAt = null;
        spanFrom = -1;
    }

    void finish() throws AmbiguousBodyException {
        lexer.finish();
    }

    boolean whole() {
        return lexer.ended();
    }

    /** Whether there is anything but {@code null}. */
    boolean has(AnswerPlace place) {
        return values[place.number()] != null && !is(place, "null");
    }

    /**
     * A text; nothing where there is none or {@code null}, and a text that nobody knows where there is something else.
     */
    Optional<String> text(AnswerPlace place) {
        String value = values[place.number()];
        if (value == null || value.equals("null")) {
            return Optional.empty();
        }
        return Optional.of(value.startsWith(TEXT) ? value.substring(TEXT.length()) : "?");
    }

    /** Whether there is a number or one of JSON's words; an object is a brace, a list a bracket. */
    boolean is(AnswerPlace place, String expected) {
        return expected.equals(values[place.number()]);
    }

    /** A number of tokens; what is said otherwise where there is none or {@code null}. */
    long count(AnswerPlace place, long otherwise) throws AmbiguousBodyException {
        String value = values[place.number()];
        if (value == null || value.equals("null")) {
            return otherwise;
        }
        long count = JsonScalar.count(value, DIGITS);
        if (count < 0) {
            throw new AmbiguousBodyException("counts in something else than whole numbers");
        }
        return count;
    }

    /** Where {@code "usage":null} begins, the comma in front of it included unless it is the first; or -1. */
    int nullUsageFrom() {
        return spanFrom;
    }

    int nullUsageTo() {
        return spanTo;
    }

    boolean nullUsageFirst() {
        return spanFirst;
    }

    @Override
    public void begin(boolean object) {
        AnswerPlace place = place();
        if (place != null) {
            values[place.number()] = object ? "{" : "[";
        }
        if (lexer.depth() <= DEEPEST) {
            places[lexer.depth() + 1] = null;
        }
    }

    @Override
    public void end(boolean object) {}

    @Override
    public void name(String name) {
        int depth = lexer.depth();
        if (depth <= DEEPEST) {
            AnswerPlace around = depth == 1 ? AnswerPlace.ROOT : places[depth - 1];
            places[depth] = around == null ? null : around.find(name);
        }
    }

    @Override
    public void beginString() {
        textAt = place();
        text.clear();
    }

    @Override
    public void character(int codePoint, int from) {
        if (textAt != null) {
            text.add(codePoint);
        }
    }

    @Override
    public void characters(AsciiRun run) {
        if (textAt != null) {
            text.add(run);
        }
    }

    @Override
    public void endString() {
        AnswerPlace place = textAt;
        if (place != null) {
            values[place.number()] = TEXT + text;
        }
    }

    @Override
    public void scalar(JsonKind kind, CharSequence written) {
        AnswerPlace place = place();
        if (place == null) {
            return;
        }
        values[place.number()] = written.toString();
        if (kind == JsonKind.NULL && place == AnswerPlace.USAGE) {
            spanFrom = lexer.separator();
            spanTo = lexer.position();
            spanFirst = lexer.index(1) == 0;
        }
    }

    /** The place of the value that begins, if it is one that matters; what is in a list only marks the list. */
    private @Nullable AnswerPlace place() {
        int depth = lexer.depth();
        if (depth < 1 || depth > DEEPEST + 1) {
            return null;
        }
        if (!lexer.inArray(depth)) {
            return depth > DEEPEST ? null : places[depth];
        }
        AnswerPlace list = places[depth - 1];
        if (list != null) {
            values[list.number()] = lexer.index(depth) == 0 ? "[1" : "[n";
        }
        return null;
    }
}
