package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy about models does to requests on their way, as far as the original's acceptance cases ask for it. */
class LlmPolicyTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String BODY = "{\"model\":\"%s\",\"max_tokens\":100,\"messages\":[{\"role\":\"system\","
            + "\"content\":\"%s\"},{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String PLAIN = BODY.formatted("gpt-fake", "Be kind.");
    private static final String OTHER = BODY.formatted("gpt-fake", "Be cruel.");
    private static final String LONG = BODY.formatted("gpt-fake", "x".repeat(1000));

    private FakeUpstream upstream;
    private Rules open;
    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        upstream = FakeUpstream.plain();
        open = Door.both(upstream.baseUri());
        door = Door.judging(upstream, open);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private void use(Rules rules) throws FishnetException {
        door.gateway.use(rules.policy());
    }

    @ParameterizedTest
    @CsvSource({"ALERT,'',prompt_drift", "DENY,prompt_drift,prompt_drift", "IGNORE,'',''"})
    void aPromptThatHasChangedIsToldRefusedOrLetBe(GuardMode mode, String code, String told) throws Exception {
        use(open.guarded(mode, SecretMode.IGNORE));
        assertEquals("", asked(PLAIN).reason());
        assertEquals(code, asked(OTHER).reason());
        assertEquals(told, alerts());
        assertEquals(code.isEmpty() ? 2 : 1, upstream.requests().size());
    }

    @ParameterizedTest
    @CsvSource({"ALERT,'',prompt_size", "DENY,prompt_too_large,prompt_size", "IGNORE,'',''"})
    void aPromptThatIsTooLargeIsToldRefusedOrLetBe(GuardMode mode, String code, String told) throws Exception {
        use(open.sized(mode, 500));
        assertEquals(code, asked(LONG).reason());
        assertEquals(told, alerts());
        assertEquals("", asked(PLAIN).reason());
    }

    /** The baseline is not moved by a prompt that drifted, however often it is sent. */
    @Test
    void aPromptThatDriftsAgainDriftsFromTheFirst() throws Exception {
        use(open.guarded(GuardMode.ALERT, SecretMode.IGNORE));
        asked(PLAIN);
        asked(OTHER);
        use(open.guarded(GuardMode.DENY, SecretMode.IGNORE));
        assertEquals("prompt_drift", asked(OTHER).reason());
        assertEquals("", asked(PLAIN).reason());
    }

    @Test
    void aGuardThatIsSwitchedOffWhileItServesRefusesNothingAnyMore() throws Exception {
        use(open.guarded(GuardMode.DENY, SecretMode.IGNORE));
        asked(PLAIN);
        assertEquals("prompt_drift", asked(OTHER).reason());
        use(open);
        assertEquals("", asked(OTHER).reason());
        use(open.sized(GuardMode.DENY, 500));
        assertEquals("prompt_too_large", asked(LONG).reason());
        use(open);
        assertEquals("", asked(LONG).reason());
    }

    @Test
    void eachUpstreamHasABaselineOfItsOwn() throws Exception {
        use(open.guarded(GuardMode.DENY, SecretMode.IGNORE));
        assertEquals("", asked(PLAIN).reason());
        String messages = "{\"model\":\"claude-fake\",\"max_tokens\":5,\"system\":\"Be cruel.\",\"messages\":[]}";
        assertEquals(
                "", answer(door.ask("/proxy/anthropic/v1/messages", messages)).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proxy/mistral/v1/chat/completions", "/proxy/", "/proxy", "/v1/chat/completions", "/"})
    void anUnknownProviderIsNoRoute(String target) throws IOException {
        Reply reply = answer(door.ask(target, PLAIN));
        assertEquals(404, reply.status());
        assertEquals("no_route", reply.reason());
        assertEquals(0, upstream.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "not json", "{\"model\":}", "null"})
    void whatIsNotJsonIsRefused(String body) throws IOException {
        Reply reply = asked(body);
        assertEquals(400, reply.status());
        assertEquals("body_refused", reply.reason());
        assertEquals(0, upstream.connections());
    }

    @Test
    void withoutALimitNobodyWaits() throws Exception {
        try (RawAgent agent = door.agent()) {
            for (int i = 0; i < 200; i++) {
                assertEquals(
                        200,
                        agent.send(door.get("/proxy/openai/v1/models")).reply().status());
            }
        }
        assertEquals(200, upstream.requests().size());
    }

    @Test
    void aLimitSaysHowLongToWaitInWholeSeconds() throws Exception {
        use(open.limited(60));
        try (RawAgent agent = door.agent()) {
            Reply last = agent.send(door.get("/proxy/openai/v1/models")).reply();
            for (int i = 0; i < 70 && last.status() == 200; i++) {
                last = agent.send(door.get("/proxy/openai/v1/models")).reply();
            }
            assertEquals(429, last.status());
            assertTrue(last.says("retry-after: 1"), last.head());
        }
        assertEquals("rate_limit_hit", alerts());
    }

    @ParameterizedTest
    @CsvSource({"gpt-fake,''", "GPT-Fake,''", "gpt-other,model_not_allowed", "gpt-fake-2,model_not_allowed"})
    void onlyAllowedModelsAreAsked(String model, String code) throws Exception {
        use(open.askingOnly("gpt-fake"));
        assertEquals(code, asked(BODY.formatted(model, "Be kind.")).reason());
        assertEquals(code.isEmpty() ? 1 : 0, upstream.requests().size());
    }

    @Test
    void aRefusalSaysWhichModelsThereAre() throws Exception {
        use(open.askingOnly("gpt-fake"));
        String text = asked(BODY.formatted("gpt-other", "Be kind.")).text();
        assertTrue(text.contains("gpt-fake"), text);
    }

    /** Whether alerts of a kind are kept is another matter than what is refused. */
    @ParameterizedTest
    @EnumSource(names = {"PROMPT_DRIFT", "PROMPT_SIZE"})
    void whatNobodyIsToldOfIsRefusedAllTheSame(AlertKind kind) throws Exception {
        use(
                kind == AlertKind.PROMPT_DRIFT
                        ? open.guarded(GuardMode.DENY, SecretMode.IGNORE)
                        : open.sized(GuardMode.DENY, 500));
        asked(PLAIN);
        door.operator.deaf = true;
        Reply reply = asked(kind == AlertKind.PROMPT_DRIFT ? OTHER : LONG);
        assertEquals(403, reply.status());
        assertFalse(reply.reason().isEmpty());
        assertEquals("", alerts());
    }

    /** The original checked, sent and added up; two at once both passed the check. */
    @Test
    void requestsAtOnceDoNotSpendTheSameMoney() throws Exception {
        use(open.capped(Rules.CLAUDE, 2_000));
        CountDownLatch gate = new CountDownLatch(1);
        upstream.answerAlways(Answer.waitFor(gate).then(Answer.played()));
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> replies = IntStream.range(0, 8)
                    .mapToObj(i -> agents.submit(() -> asked(PLAIN).reason()))
                    .toList();
            assertTrue(Eventually.isTrue(
                    () -> replies.stream().filter(Future::isDone).count() == 6));
            gate.countDown();
            List<String> reasons = new ArrayList<>();
            for (Future<String> reply : replies) {
                reasons.add(reply.get());
            }
            assertEquals(2, reasons.stream().filter(String::isEmpty).count(), reasons.toString());
            assertEquals(6, reasons.stream().filter("budget_exceeded"::equals).count());
        }
        assertEquals(2, upstream.requests().size());
    }

    private String alerts() {
        return String.join(
                ",",
                door.operator.alerts.stream()
                        .map(alert -> alert.kind().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }

    private Reply asked(String body) throws IOException {
        return answer(door.ask(CHAT, body));
    }

    private Reply answer(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }
}
