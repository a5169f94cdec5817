package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-57")
class SecretTextTest {
    private static final String AWS = "AKIAIOSFODNN7EXAMPLE";
    private static final String GITHUB = "ghp_" + "a1".repeat(18);

    @ParameterizedTest
    @CsvSource({
        "/AWS, /…",
        "/v1/files/AWS/content, /v1/files/…/content",
        "AWS, …",
        "/AWS/GITHUB, /…/…",
        "the key AWS. is bad, the key …. is bad",
        "xGITHUB, xGITHUB"
    })
    void aSecretGivesWayToAMark(String text, String masked) {
        assertEquals(
                masked.replace("AWS", AWS).replace("GITHUB", GITHUB),
                SecretText.masked(text.replace("AWS", AWS).replace("GITHUB", GITHUB)));
    }

    @Test
    void aPrivateKeyDoesToo() {
        String key = "-----BEGIN KEY-----\n" + "ab ".repeat(40) + "\n-----END KEY-----";
        assertEquals("key: …", SecretText.masked("key: " + key.replace("KEY", "PRIVATE KEY")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1/chat/completions",
                "/v1/files/file-abcdefghijklmnopqrstuvwxyz0123456789",
                "The gateway serves /health, /proxy/openai/.",
                "-----BEGIN PUBLIC KEY-----",
                "\u00e9\uffff\ud83d\ude00"
            })
    void anythingElseIsTheSame(String text) {
        assertSame(text, SecretText.masked(text));
    }

    @Test
    void moreSecretsThanCanBeCountedAreLeftOutAltogether() {
        assertEquals(SecretText.MARK, SecretText.masked((AWS + " ").repeat(5000)));
    }
}
