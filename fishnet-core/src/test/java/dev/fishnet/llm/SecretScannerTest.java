package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The secrets here are put together at run time, so that no scanner of this repository takes them for real ones. */
@Tag("S-34")
class SecretScannerTest {
    private static final String LETTERS = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z".repeat(8);
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String PEM = "-----BEGIN RSA " + "PRIVATE KEY-----\\n"
            + (LETTERS.substring(0, 64) + "\\n").repeat(20) + "-----END RSA " + "PRIVATE KEY-----";

    static Stream<Arguments> secrets() {
        return Stream.of(
                Arguments.of("aws_access_key", "AKIA" + "IOSFODNN7EXAMPLE"),
                Arguments.of("aws_access_key", "ASIA" + "IOSFODNN7EXAMPLE"),
                Arguments.of("github_token", "ghp_" + letters(36)),
                Arguments.of("github_token", "gho_" + letters(36)),
                Arguments.of("github_token", "ghu_" + letters(36)),
                Arguments.of("github_token", "ghs_" + letters(36)),
                Arguments.of("github_token", "ghr_" + letters(76)),
                Arguments.of("github_token", "github_pat_" + letters(22) + "_" + letters(59)),
                Arguments.of("gitlab_token", "glpat-" + letters(20)),
                Arguments.of("slack_token", "xoxb-" + "123456789012-123456789012-" + letters(24)),
                Arguments.of("openai_key", "sk-proj-" + letters(60) + "T3Blbk" + "FJ" + letters(60)),
                Arguments.of("openai_key", "sk-" + letters(20) + "T3Blbk" + "FJ" + letters(20)),
                Arguments.of("anthropic_key", "sk-ant-" + "api03-" + letters(93) + "AA"),
                Arguments.of("stripe_key", "sk_live_" + letters(24)),
                Arguments.of("stripe_key", "rk_live_" + letters(24)),
                Arguments.of("google_api_key", "AIza" + letters(35)),
                Arguments.of("npm_token", "npm_" + letters(36)),
                Arguments.of("pypi_token", "pypi-" + "AgEIcHlwaS5vcmc" + letters(120)),
                Arguments.of("fishnet_token", "fnagent_" + letters(43)),
                Arguments.of("sendgrid_key", "SG." + letters(22) + "." + letters(43)),
                Arguments.of("huggingface_token", "hf_" + letters(34)),
                Arguments.of("digitalocean_token", "dop_v1_" + HEX),
                Arguments.of("private_key", PEM),
                Arguments.of("private_key", PEM.replace("RSA ", "")));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsFoundAndCutOutWhereverItStands(String kind, String secret) throws Exception {
        for (String text :
                List.of("%s", "my key is %s.", "KEY=%s\\nX=1", "{\\\"k\\\":\\\"%s\\\"}", "\ud83d\udc1f%s\u00fc")) {
            assertCutOut(kind, secret, text.replace("%s", secret));
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void anEscapeHidesNothing(String kind, String secret) throws Exception {
        StringBuilder escaped = new StringBuilder();
        secret.replace("\\n", "\n").chars().forEach(c -> escaped.append(String.format("\\u%04X", c)));
        assertCutOut(kind, secret, "x " + escaped + " y");
        assertCutOut(kind, secret, "\\u" + String.format("%04x", (int) secret.charAt(0)) + secret.substring(1));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsFoundAtAnyDistance(String kind, String secret) throws Exception {
        for (int before = 500; before < 530; before++) {
            assertCutOut(kind, secret, "-".repeat(before) + "=" + secret + ".".repeat(before));
            assertCutOut(kind, secret, "a.".repeat(before) + "=" + secret + "\\n" + "b_".repeat(1000));
        }
        assertEquals(List.of(kind), facts("x".repeat(1023) + "." + secret).secrets());
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void whatOnlyLooksLikeASecretStays(String kind, String secret) {
        assertEquals(List.of(), facts("x" + secret.replaceFirst("^-+", "")).secrets(), kind);
        assertEquals(
                List.of(),
                facts(secret.substring(0, secret.startsWith("-") ? 60 : 19)).secrets(),
                kind);
    }

    @Test
    void opaqueBytesStayAsTheyAre() {
        String secret = "ghp_" + letters(36);

        assertEquals(
                List.of(),
                Prompts.messages("{'messages':[{'content':[{'source':{'data':'" + secret + "'},'signature':'" + secret
                                + "'}]}]}")
                        .secrets());
        assertEquals(
                List.of("github_token"),
                Prompts.messages("{'messages':[{'content':[{'input':{'data':'" + secret + "'}}]}]}")
                        .secrets());
    }

    @Test
    void everySecretIsCutOutAndEachKindNamedOnce() throws Exception {
        String secret = "ghp_" + letters(36);
        byte[] body = Prompts.bytes(
                "{'a':'" + secret + " " + secret + "','b':['" + secret + "'],'c':'AKIA" + "IOSFODNN7EXAMPLE'}");
        PromptFacts facts = Prompts.readRaw(LlmApi.CHAT_COMPLETIONS, body, false);

        assertEquals(List.of("aws_access_key", "github_token"), facts.secrets());
        assertEquals(4, facts.redaction().size());
        assertFalse(Prompts.edited(body, facts.redaction()).contains(secret));
    }

    @Test
    void moreSecretsThanCanBeCountedAreRefused() {
        Prompts.assertRefused(
                LlmApi.MESSAGES, Prompts.bytes("{'a':'" + ("ghp_" + letters(36) + " ").repeat(4097) + "'}"));
    }

    @Test
    void hostileTextTakesNoLongerThanAnyOther() {
        for (String text :
                List.of("sk-", "sk-ant-", "glpat-", "-----BEGIN ", "SG.", "xoxb-1", "AIza_", "github_pat_")) {
            byte[] body = Prompts.bytes("{'a':'" + text.repeat((4 << 20) / text.length()) + "'}");
            assertTimeout(Duration.ofSeconds(20), () -> {
                try {
                    Prompts.readRaw(LlmApi.MESSAGES, body, false);
                } catch (AmbiguousBodyException e) {
                    assertTrue(String.valueOf(e.getMessage()).contains("secrets"));
                }
            });
        }
    }

    private static void assertCutOut(String kind, String secret, String text) throws Exception {
        byte[] body = ("{\"model\":\"m\",\"messages\":[{\"content\":\"" + text + "\"}],\"z\":1}")
                .getBytes(StandardCharsets.UTF_8);
        PromptFacts facts = Prompts.readRaw(LlmApi.CHAT_COMPLETIONS, body, false);
        assertEquals(List.of(kind), facts.secrets(), text);
        String after = Prompts.edited(body, facts.redaction());
        String content = content(after);
        assertFalse(content.contains(secret.replace("\\n", "\n")));
        assertTrue(content.contains("[redacted by fishnet: " + kind + "]"), content);
        assertEquals(
                content(new String(body, StandardCharsets.UTF_8))
                        .replace(secret.replace("\\n", "\n"), "[redacted by fishnet: " + kind + "]"),
                content);
    }

    private static String content(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json).at("/messages/0/content").textValue();
    }

    private static PromptFacts facts(String text) {
        return Prompts.chat("{'a':'" + text + "'}");
    }

    private static String letters(int count) {
        return LETTERS.substring(0, count);
    }
}
