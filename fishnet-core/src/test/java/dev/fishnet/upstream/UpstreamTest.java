package dev.fishnet.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTest {
    @ParameterizedTest
    @Tag("S-06")
    @ValueSource(
            strings = {
                "https://api.openai.com",
                "https://api.example:8443/v1/proxy",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "http://localhost/base",
                "http://localhost/t%C3%BCr",
            })
    void aKeyMayGoThere(String base) {
        assertEquals(base, Upstream.openAi(URI.create(base)).base().toString());
    }

    @ParameterizedTest
    @Tag("S-06")
    @ValueSource(
            strings = {
                "http://api.openai.com",
                "http://127.0.0.2",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "ftp://api.openai.com",
                "//api.openai.com",
                "api.openai.com",
                "https:api.openai.com",
                "https:///v1",
                "https://user@api.openai.com",
                "https://user:key@api.openai.com",
                "https://api.openai.com/",
                "https://api.openai.com/v1/",
                "https://api.openai.com?key=1",
                "https://api.openai.com#top",
                "https://api.openai.com/t\u00fcr",
            })
    void aKeyMayNotGoThere(String base) {
        assertThrows(IllegalArgumentException.class, () -> Upstream.openAi(URI.create(base)));
    }

    @Test
    @Tag("S-14")
    void aPasswordInTheUrlIsNotRepeated() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Upstream.anthropic(URI.create("https://me:sk-canary@host/?k=sk-canary")));

        assertFalse(String.valueOf(refused.getMessage()).contains("sk-canary"));
    }

    @Test
    void eachUpstreamHasItsOwnHeader() {
        assertEquals(
                new CredentialHeader("authorization", "Bearer "),
                Upstream.openAi(Upstream.OPENAI_BASE).credential());
        assertEquals(
                new CredentialHeader("x-api-key", ""),
                Upstream.anthropic(Upstream.ANTHROPIC_BASE).credential());
    }

    @ParameterizedTest
    @Tag("S-04")
    @ValueSource(strings = {"", "OpenAI", "1a", "a b", "a/b", "../a", "a\n", "é", ".a"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> new UpstreamName(name));
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertEquals("a".repeat(64), new UpstreamName("a".repeat(64)).toString());
        assertThrows(IllegalArgumentException.class, () -> new UpstreamName("a".repeat(65)));
    }
}
