package dev.fishnet.llm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The few values of an answer, or of one event of it, that say what it took, by their place. Only objects lead to them:
 * what a model wrote is inside of lists or texts and cannot stand for its usage.
 */
final class AnswerFacts implements JsonEvents {
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,9}");
    private static final String TEXT = "\"";
    private static final int KEPT = 64;
    private static final int DEEPEST = 4;
    private static final int MOST = 256;

    private final JsonLexer lexer = new JsonLexer(this);
    private final Map<String, String> values = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int spanFrom = -1;
    private int spanTo;
    private boolean spanFirst;

    void feed(byte[] bytes, int from, int to) throws AmbiguousBodyException {
        lexer.feed(bytes, from, to);
    }

    void feed(int octet) throws AmbiguousBodyException {
        lexer.feed(new byte[] {(byte) octet}, 0, 1);
    }

    void finish() throws AmbiguousBodyException {
        lexer.finish();
    }

    boolean whole() {
        return lexer.ended();
    }

    /** Whether there is anything but {@code null}. */
    boolean has(String path) {
        return values.containsKey(path) && !is(path, "null");
    }

    /**
     * A text; nothing where there is none or {@code null}, and a text that nobody knows where there is something else.
     */
    Optional<String> text(String path) {
        if (!has(path)) {
            return Optional.empty();
        }
        String value = values.getOrDefault(path, "");
        return Optional.of(value.startsWith(TEXT) ? value.substring(TEXT.length()) : "?");
    }

    /** Whether there is a number or one of JSON's words; an object is a brace, a list a bracket. */
    boolean is(String path, String expected) {
        return expected.equals(values.get(path));
    }

    /** A number of tokens; nothing where there is none or {@code null}. */
    OptionalLong count(String path) throws AmbiguousBodyException {
        String written = values.get(path);
        if (written == null || written.equals("null")) {
            return OptionalLong.empty();
        }
        if (!COUNT.matcher(written).matches()) {
            throw new AmbiguousBodyException("counts in something else than whole numbers");
        }
        return OptionalLong.of(Long.parseLong(written));
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
        if (lexer.inArray(lexer.depth())) {
            element();
        } else {
            keep(object ? "{" : "[");
        }
    }

    @Override
    public void end(boolean object) {}

    @Override
    public void name(String name) {}

    @Override
    public void beginString() {
        text.setLength(0);
    }

    @Override
    public void character(int codePoint, int from) {
        if (text.length() < KEPT) {
            text.appendCodePoint(codePoint);
        }
    }

    @Override
    public void endString() {
        if (lexer.inArray(lexer.depth())) {
            element();
        } else {
            keep(TEXT + text);
        }
    }

    @Override
    public void scalar(String written) {
        if (lexer.inArray(lexer.depth())) {
            element();
            return;
        }
        keep(written);
        if (lexer.depth() == 1 && lexer.name(1).equals("usage") && written.equals("null")) {
            spanFrom = lexer.separator();
            spanTo = lexer.position();
            spanFirst = lexer.index(1) == 0;
        }
    }

    /** A list is marked as not empty, and as having several elements. */
    private void element() {
        String path = path(lexer.depth() - 1);
        if (!path.isEmpty() && values.containsKey(path)) {
            values.put(path, lexer.index(lexer.depth()) == 0 ? "[1" : "[n");
        }
    }

    private void keep(String value) {
        String path = path(lexer.depth());
        if (!path.isEmpty() && values.size() < MOST) {
            values.put(path, value);
        }
    }

    /** The place of the present value, if it is one that matters. */
    private String path(int depth) {
        if (depth < 1 || depth > DEEPEST) {
            return "";
        }
        return switch (lexer.name(1)) {
            case "type", "service_tier", "status", "choices", "error" -> depth == 1 ? lexer.name(1) : "";
            case "usage" -> join(depth);
            case "delta" -> depth == 2 && lexer.name(2).equals("stop_reason") ? join(depth) : "";
            case "response", "message" -> {
                boolean counts = depth > 1
                        && (lexer.name(2).equals("usage") || lexer.name(2).equals("service_tier"));
                yield counts ? join(depth) : "";
            }
            default -> "";
        };
    }

    private String join(int depth) {
        StringBuilder path = new StringBuilder(lexer.name(1));
        for (int level = 2; level <= depth; level++) {
            if (lexer.inArray(level)) {
                return "";
            }
            path.append('.').append(lexer.name(level));
        }
        return path.toString();
    }
}
