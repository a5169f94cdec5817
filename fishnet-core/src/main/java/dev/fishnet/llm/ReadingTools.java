package dev.fishnet.llm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a body is read with and what takes room: kept by each thread for the next body, with nothing in it of the one
 * before. What is found out of a body is not here.
 */
final class ReadingTools {
    /** Of a text, what is kept to be compared; longer than anything it is compared with. */
    private static final int KEPT = 512;
    /** In bytes. A longer body may have made them larger than is worth keeping. */
    private static final int MOST_READ = 16 * 1024;

    private static final ThreadLocal<Spare> SPARE = ThreadLocal.withInitial(Spare::new);

    private final JsonLexer lexer = new JsonLexer(Nobody.HERE);
    private final SecretScanner secrets = new SecretScanner();
    private final JsonWord text = new JsonWord(KEPT);
    private final byte[] held = new byte[DigestSink.HELD];

    private static final class Spare {
        private @Nullable ReadingTools tools;
    }

    /** Between two bodies nobody reads. */
    private enum Nobody implements JsonEvents {
        HERE;

        @Override
        public void begin(boolean object) {}

        @Override
        public void end(boolean object) {}

        @Override
        public void name(String name) {}

        @Override
        public void beginString() {}

        @Override
        public void character(int codePoint, int from) {}

        @Override
        public void characters(AsciiRun run) {}

        @Override
        public void endString() {}

        @Override
        public void scalar(JsonKind kind, CharSequence text) {}
    }

    private ReadingTools() {}

    /** For one body. Whoever does not {@link #giveBack give them back} has them for good. */
    static ReadingTools take() {
        Spare spare = SPARE.get();
        ReadingTools kept = spare.tools;
        spare.tools = null;
        return kept == null ? new ReadingTools() : kept;
    }

    /** @param length of the body that was read, in bytes */
    void giveBack(int length) {
        if (length > MOST_READ) {
            return;
        }
        lexer.wipe();
        lexer.tell(Nobody.HERE);
        secrets.wipe();
        text.wipe();
        Arrays.fill(held, (byte) 0);
        SPARE.get().tools = this;
    }

    JsonLexer lexer(JsonEvents reader) {
        lexer.tell(reader);
        return lexer;
    }

    SecretScanner secrets() {
        return secrets;
    }

    JsonWord text() {
        return text;
    }

    /** For a {@link DigestSink}. */
    byte[] held() {
        return held;
    }
}
