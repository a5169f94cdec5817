package dev.fishnet.policy;

import static dev.fishnet.policy.Policies.CLAUDE;
import static dev.fishnet.policy.Policies.GITHUB;
import static dev.fishnet.policy.Policies.openAi;
import static dev.fishnet.policy.Policies.withLimit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadDecisionsTest {
    private static final Optional<Duration> NO_WAIT = Optional.empty();

    private final Policies policies = new Policies();

    @Test
    void anAgentThatIsNoLongerConfiguredIsRefused() {
        RequestHead head = new RequestHead(new AgentName("gone"), UpstreamName.OPENAI, "GET", "/v1/models");
        Decision.Denied denied = Decision.Denied.of(
                DenialCode.CALLER_UNKNOWN,
                "The configuration has no agent of that name any more; the operator adds one in fishnet.toml.");

        assertEquals(denied, policies.engine().byHead(head, NO_WAIT));
        assertEquals(denied, policies.engine().byPrompt(head, new Policies.Prompt().facts(), Optional.empty()));
    }

    @Test
    void anUpstreamThatIsNotTheAgentsIsRefusedWithThoseThatAre() {
        RequestHead head = new RequestHead(CLAUDE, UpstreamName.ANTHROPIC, "POST", "/v1/messages");
        Decision.Denied denied = Decision.Denied.of(
                DenialCode.UPSTREAM_NOT_ALLOWED,
                "The agent claude may not use this upstream; it may use github, openai.");

        assertEquals(denied, policies.engine().byHead(head, Optional.of(Duration.ofSeconds(1))));
        assertEquals(denied, policies.engine().byPrompt(head, new Policies.Prompt().facts(), Optional.empty()));
    }

    @Test
    void anUpstreamThatIsNoLongerConfiguredIsRefused() {
        Policy all = policies.policy();
        PolicyEngine engine = new PolicyEngine(new Policy(
                all.agents(),
                Map.of(),
                all.caps(),
                all.budgetWarningPercent(),
                all.llm(),
                all.prices(),
                all.binance(),
                all.id()));

        assertEquals(
                Decision.Denied.of(
                        DenialCode.UPSTREAM_NOT_ALLOWED,
                        "The agent claude may not use this upstream; it may use none."),
                engine.byHead(openAi("GET", "/v1/models"), NO_WAIT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | 60    | 60 requests in 1 minute",
                "1  | 60    | 1 request in 1 minute",
                "5  | 7200  | 5 requests in 2 hours",
                "5  | 86400 | 5 requests in 1 day",
                "5  | 90    | 5 requests in 90 seconds",
                "5  | 1     | 5 requests in 1 second"
            })
    void whoMustWaitIsToldHowLongAndTheOperatorHearsOfIt(int requests, long seconds, String limit) {
        policies.ownOpenAi = withLimit(new RateLimit(requests, Duration.ofSeconds(seconds)));

        assertEquals(
                new Decision.Denied(
                        DenialCode.RATE_LIMIT_EXCEEDED,
                        "The agent claude may make " + limit
                                + " to openai, and has made them for now; wait 7 seconds and" + " try again.",
                        Optional.of(Duration.ofSeconds(7)),
                        List.of(new Concern(
                                AlertKind.RATE_LIMIT_HIT,
                                "requests are refused until there is room again under the limit of " + limit))),
                policies.engine().byHead(openAi("DELETE", "/v1/files/f1"), Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    void anAgentsOwnRateGoesBeforeTheUpstreams() {
        policies.openAi = withLimit(RateLimit.perMinute(60));
        policies.github = withLimit(RateLimit.perMinute(30));
        policies.ownOpenAi = withLimit(RateLimit.perMinute(90));
        PolicyEngine engine = policies.engine();

        assertEquals(Optional.of(RateLimit.perMinute(90)), engine.rateLimit(CLAUDE, UpstreamName.OPENAI));
        assertEquals(Optional.of(RateLimit.perMinute(30)), engine.rateLimit(CLAUDE, GITHUB));
        assertEquals(Optional.empty(), engine.rateLimit(CLAUDE, UpstreamName.ANTHROPIC));
        assertEquals(
                Optional.of(RateLimit.perMinute(60)), engine.rateLimit(new AgentName("codex"), UpstreamName.OPENAI));
        assertEquals(Optional.empty(), engine.rateLimit(CLAUDE, new UpstreamName("nowhere")));
    }
}
