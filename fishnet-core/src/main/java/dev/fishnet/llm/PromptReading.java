package dev.fishnet.llm;

import java.util.List;
import java.util.OptionalLong;

/** One reading of one request's body: hands what it comes upon to those who look for something. */
final class PromptReading implements JsonEvents {
    /**
     * Tokens that no byte of the request stands for: what providers put around a prompt, and the system prompts that
     * they add for tools (up to about 850 documented) and for answers by a schema.
     */
    private static final int FRAME = 512;

    private static final int FRAME_OF_TOOLS = 1024;

    /** What a member of this name says is compared with nothing, wherever it stands, and is most of a prompt. */
    private static final String CONTENT = "content";

    private final LlmApi api;
    private final int length;
    private final ReadingTools tools = ReadingTools.take();
    private final JsonLexer lexer = tools.lexer(this);
    private final PromptFields fields;
    private final PromptContents contents;
    private final PromptDigest digest;
    private final SecretScanner secrets = tools.secrets();
    private final UsageRequest usage = new UsageRequest();
    private final JsonWord text = tools.text();
    private boolean compared;
    private long characters;
    private long expansion;
    private int frames;

    PromptReading(LlmApi api, boolean ignoreWhitespace, int length) {
        this.api = api;
        this.length = length;
        this.fields = new PromptFields(api);
        this.contents = new PromptContents(api);
        this.digest = new PromptDigest(api, new DigestSink(ignoreWhitespace, tools.held()));
    }

    void feed(byte[] bytes, int count) throws AmbiguousBodyException {
        lexer.feed(bytes, 0, count);
    }

    PromptFacts finish() throws AmbiguousBodyException {
        lexer.finish();
        if (fields.tierUnknown()) {
            contents.unpriced("service_tier");
        }
        PromptFacts read = facts();
        tools.giveBack(length);
        return read;
    }

    private PromptFacts facts() {
        return new PromptFacts(
                api,
                fields.model(),
                fields.streamed(),
                inputTokens(),
                fields.outputTokens(),
                fields.answers(),
                fields.tier(),
                characters,
                digest.hex(),
                secrets.kinds(),
                contents.unpriced(),
                fields.streamed() && asksForUsage() ? usage.edits() : List.of(),
                secrets.edits());
    }

    private boolean asksForUsage() {
        return api == LlmApi.CHAT_COMPLETIONS || api == LlmApi.COMPLETIONS;
    }

    /** A token is at least a byte of its text, and the text is no longer than the body that carries it. */
    private OptionalLong inputTokens() {
        if (!api.costs()) {
            return OptionalLong.of(0);
        }
        return contents.beyondText()
                ? OptionalLong.empty()
                : OptionalLong.of(length + expansion + FRAME + (long) FRAME_OF_TOOLS * frames);
    }

    @Override
    public void begin(boolean object) throws AmbiguousBodyException {
        JsonKind kind = object ? JsonKind.OBJECT : JsonKind.ARRAY;
        if (lexer.depth() == 0) {
            usage.root(lexer.from());
            return;
        }
        digest.begin(lexer, kind);
        value(kind, "");
    }

    @Override
    public void end(boolean object) {
        if (lexer.depth() > 0) {
            contents.end(lexer, object);
            digest.end(lexer, object ? JsonKind.OBJECT : JsonKind.ARRAY, "");
        }
    }

    @Override
    public void beginName() {
        secrets.begin(false, true);
    }

    @Override
    public void nameCharacter(int codePoint, int from) throws AmbiguousBodyException {
        characters++;
        expansion += Expansion.of(codePoint);
        secrets.character(codePoint, from);
    }

    @Override
    public void nameCharacters(AsciiRun run) throws AmbiguousBodyException {
        characters += run.length();
        secrets.characters(run);
    }

    @Override
    public void name(String name) throws AmbiguousBodyException {
        secrets.end(lexer.position());
        FieldNames.check(lexer, name);
        digest.name(lexer, name);
    }

    @Override
    public void beginString() {
        text.clear();
        compared = !lexer.name(lexer.depth()).equals(CONTENT);
        digest.begin(lexer, JsonKind.STRING);
        secrets.begin(isOpaque(), false);
    }

    /**
     * What only the provider can read, in letters that look like those of tokens, and where nothing may be changed. An
     * image or a signature is written in other letters, so that nothing is found in one by chance.
     */
    private boolean isOpaque() {
        return lexer.depth() == 3
                && lexer.name(3).equals("encrypted_content")
                && lexer.name(1).equals("input")
                && (api == LlmApi.RESPONSES || api == LlmApi.COUNT_TOKENS);
    }

    @Override
    public void character(int codePoint, int from) throws AmbiguousBodyException {
        characters++;
        if (codePoint >= 0x80) {
            expansion += Expansion.of(codePoint);
        }
        keep(codePoint);
        digest.character(codePoint);
        secrets.character(codePoint, from);
    }

    @Override
    public void characters(AsciiRun run) throws AmbiguousBodyException {
        characters += run.length();
        keep(run);
        digest.characters(run);
        secrets.characters(run);
    }

    private void keep(int codePoint) {
        if (compared) {
            text.add(codePoint);
        }
    }

    private void keep(AsciiRun run) {
        if (compared) {
            text.add(run);
        }
    }

    @Override
    public void endString() throws AmbiguousBodyException {
        secrets.end(lexer.position());
        String kept = text.toString();
        value(JsonKind.STRING, kept);
        digest.end(lexer, JsonKind.STRING, kept);
    }

    @Override
    public void scalar(JsonKind kind, CharSequence text) throws AmbiguousBodyException {
        String written = text.toString();
        characters += kind == JsonKind.NUMBER ? written.length() : 0;
        expansion += lexer.depth() == 1 ? 0 : Expansion.ofScalar(kind, written);
        digest.begin(lexer, kind);
        value(kind, written);
        digest.end(lexer, kind, written);
    }

    private void value(JsonKind kind, String written) throws AmbiguousBodyException {
        contents.value(lexer, kind, written);
        usage.value(lexer, kind, written);
        int depth = lexer.depth();
        if (depth == 1) {
            fields.value(lexer.name(1), kind, written);
            frames += frame(lexer.name(1), kind);
        } else if (depth == 2 && lexer.inArray(2) && kind != JsonKind.NUMBER) {
            fields.elementAt(lexer.name(1), lexer.index(2));
        } else if (depth == 3 && lexer.name(1).equals("tools") && lexer.name(3).equals("type")) {
            frames++;
        }
    }

    private static int frame(String name, JsonKind kind) {
        return switch (name) {
            case "tools", "functions", "response_format", "output_format", "output_config", "text" ->
                kind == JsonKind.NULL ? 0 : 1;
            default -> 0;
        };
    }

    static PromptFacts ofNothing(LlmApi api) {
        PromptReading nothing = new PromptReading(api, false, 0);
        PromptFacts read = nothing.facts();
        nothing.tools.giveBack(0);
        return read;
    }
}
