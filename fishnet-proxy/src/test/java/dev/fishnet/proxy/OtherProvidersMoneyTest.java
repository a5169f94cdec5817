package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.SpendRecord;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Others than OpenAI and Anthropic speak their languages, and bill by rules of their own. */
@Tag("S-45")
class OtherProvidersMoneyTest {
    private static final UpstreamName AZURE = new UpstreamName("custom.azure");

    /** Microsoft: a 400 by the content filter and a 408 may be charged, a 401 and a 429 are not. */
    @ParameterizedTest
    @CsvSource({"400, kept", "408, kept", "422, kept", "401, given back", "404, given back", "429, given back"})
    void aPromptThatItMayHaveReadIsPaidForAlsoWhenItIsRefused(int status, String ending) throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        upstream.answerNext(Answer.json(status, "{}"));
        Upstream azure = new Upstream(
                AZURE, Dialect.OPENAI, "/custom/azure", upstream.baseUri(), new CredentialHeader("api-key", ""), false);
        try (Door door = Door.judging(upstream, Rules.open(azure))) {
            door.keys.with(AZURE, Door.OPENAI_KEY);
            try (RawAgent agent = door.agent()) {
                agent.send(
                        door.ask(
                                "/custom/azure/v1/chat/completions",
                                "{\"model\":\"gpt-fake\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
                assertEquals(status, agent.reply().status());
            }
            assertTrue(Eventually.isTrue(() -> door.books.records().size() == 2));
            String end = door.books.records().getLast() instanceof SpendRecord.Kept ? "kept" : "given back";
            assertEquals(ending, end);
        }
    }
}
