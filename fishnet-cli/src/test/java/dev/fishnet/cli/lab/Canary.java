package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Keys that exist nowhere else, so that finding one means that it has leaked. */
final class Canary {
    static final String OPENAI = "sk-canary-" + UUID.randomUUID();
    static final String ANTHROPIC = "sk-ant-canary-" + UUID.randomUUID();

    private Canary() {}

    static String of(String upstream) {
        return upstream.equals("openai") ? OPENAI : ANTHROPIC;
    }

    /** Neither key is in that text: not as it is, not as hex, not as base64. */
    static void assertAbsent(String text) {
        for (String key : List.of(OPENAI, ANTHROPIC)) {
            byte[] bytes = key.getBytes(US_ASCII);
            assertFalse(text.contains(key), () -> "a key shows: " + text);
            assertFalse(text.contains(HexFormat.of().formatHex(bytes)), "a key shows, as hex");
            assertFalse(text.contains(base64(bytes)), "a key shows, as base64");
        }
    }

    /** The part that does not depend on what follows the key. */
    private static String base64(byte[] bytes) {
        String whole = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return whole.substring(0, whole.length() - 2);
    }
}
