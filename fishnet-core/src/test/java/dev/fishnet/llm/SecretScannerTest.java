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
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets here are put together at run time, so that no scanner of this repository takes them for real ones. */
@Tag("S-34")
class SecretScannerTest {
    private static final String LETTERS = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z".repeat(8);
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String PEM = "-----BEGIN RSA " + "PRIVATE KEY-----\\n"
            + (LETTERS.substring(0, 64) + "\\n").repeat(20) + "-----END RSA " + "PRIVATE KEY-----";

    private static final String GITHUB = "ghp_" + letters(36);
    private static final String AWS = "AKIA" + "IOSFODNN7EXAMPLE";

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

    /** Each as it stands in JSON, where a backslash is written twice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\\\"k\\\":\\\"the key:\\\\n%s\\\"}",
                "\\\\t%s\\\\r\\\\n",
                "\\\\f%s\\\\b",
                "\\\\u000a%s",
                "\\\\u000A%s",
                "\\\\x0a%s",
                "\\\\012%s",
                "\\\\0%s",
                "\\\\\\\\n%s",
                "?key%%3D%s&x",
                "%%20%s%%20",
                "\\u001b[31m%s\\u001b[0m",
                "\\u001b[01;31m\\u001b[K%s\\u001b[m\\u001b[K"
            })
    void anEscapeWithinATextIsNoPartOfAWord(String text) throws Exception {
        assertCutOut("aws_access_key", AWS, text.formatted(AWS));
        assertCutOut("github_token", GITHUB, text.formatted(GITHUB));
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
    void whatTheProviderAloneCanReadStaysAsItIs() {
        String sealed = "{'input':[{'type':'reasoning','encrypted_content':'" + GITHUB + "'}]}";

        assertEquals(List.of(), Prompts.responses(sealed).secrets());
        assertEquals(List.of(), Prompts.read(LlmApi.COUNT_TOKENS, sealed).secrets());
        assertEquals(List.of("github_token"), Prompts.chat(sealed).secrets());
    }

    /** Each: a place that has the name of one where bytes are written as a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'signature':'%s'}",
                "{'encrypted_content':'%s'}",
                "{'file_data':'%s'}",
                "{'data':'%s'}",
                "{'input':[{'content':[{'encrypted_content':'%s'}]}]}",
                "{'input':[{'encrypted_content':{'x':'%s'}}]}",
                "{'metadata':{'signature':'%s','b64_json':''}}",
                "{'tools':[{'function':{'parameters':{'data':'%s'}}}]}",
                "{'tools':[{'x':{'source':{'data':'%s'}}}]}",
                "{'messages':[{'content':[{'signature':'%s'}]}]}",
                "{'messages':[{'content':[{'source':{'type':'text','data':'%s'}}]}]}",
                "{'messages':[{'content':[{'input':{'data':'%s'}}]}]}"
            })
    void theNameOfAFieldHidesNoSecret(String body) {
        assertEquals(
                List.of("github_token"),
                Prompts.responses(body.formatted(GITHUB)).secrets());
    }

    @Test
    void aSecretThatIsTheNameOfAFieldIsFoundAndCutOut() throws Exception {
        byte[] body = Prompts.bytes("{'metadata':{'" + AWS + "':'x','" + AWS.replace("AKIA", "\\u0041SIA") + "':1},"
                + "'tools':[{'input_schema':{'properties':{'a " + GITHUB + "':{}}}}]}");
        PromptFacts facts = Prompts.readRaw(LlmApi.MESSAGES, body, false);

        assertEquals(List.of("aws_access_key", "github_token"), facts.secrets());
        assertEquals(
                "{'metadata':{'[redacted by fishnet: aws_access_key 0]':'x',"
                        + "'[redacted by fishnet: aws_access_key 1]':1},"
                        + "'tools':[{'input_schema':{'properties':{'a [redacted by fishnet: github_token 2]':{}}}}]}",
                Prompts.edited(body, facts.redaction()).replace('"', '\''));
    }

    @Test
    void everySecretIsCutOutAndEachKindNamedOnce() throws Exception {
        String secret = GITHUB;
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
