package dev.fishnet.policy;

import static dev.fishnet.policy.Policies.allowing;
import static dev.fishnet.policy.Policies.blocking;
import static dev.fishnet.policy.Policies.github;
import static dev.fishnet.policy.Policies.openAi;
import static dev.fishnet.policy.Policies.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.Caps;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointDecisionsTest {
    private final Policies policies = new Policies();

    private Decision of(RequestHead head) {
        return policies.engine().byHead(head, Optional.empty());
    }

    private void assertAllowed(String rule, RequestHead head) {
        assertEquals(new Decision.Allowed(new RuleId(rule), List.of(), false), of(head));
    }

    private void assertDenied(DenialCode code, String reason, RequestHead head) {
        assertEquals(Decision.Denied.of(code, reason), of(head));
    }

    @Test
    void whatAllowedARequestIsSaid() {
        assertAllowed("default_endpoints", Policies.chat());
        assertAllowed("any", github("DELETE", "/repos/o/r"));
        policies.github = with(allowing("GET /**"));
        assertAllowed("upstream_endpoints", github("GET", "/repos/o/r"));
        policies.ownGithub = with(allowing("GET /repos/**"));
        assertAllowed("agent_endpoints", github("GET", "/repos/o/r"));
    }

    @Test
    void whatNoRuleAllowsIsRefusedWithWhatWouldBeAllowed() {
        policies.github = with(allowing("GET /repos/**", "POST /repos/*/*/issues"));

        assertDenied(
                DenialCode.ENDPOINT_NOT_ALLOWED,
                "No rule allows this method and path at github; allowed are GET /repos/**, POST /repos/*/*/issues.",
                github("DELETE", "/repos/o/r"));
    }

    @Test
    void anAgentsRulesNarrowTheUpstreamsAndNeverWidenThem() {
        policies.github = with(allowing("GET /repos/**"));
        policies.ownGithub = with(allowing("* /repos/o/**"));

        assertAllowed("agent_endpoints", github("GET", "/repos/o/r"));
        assertInstanceOf(Decision.Denied.class, of(github("DELETE", "/repos/o/r")));
        assertDenied(
                DenialCode.ENDPOINT_NOT_ALLOWED,
                "No rule allows this method and path at github; allowed are * /repos/o/**.",
                github("GET", "/repos/p/r"));
    }

    @Test
    void whatIsBlockedStaysBlockedWhateverAllowsIt() {
        EndpointRules both = new EndpointRules(
                List.of(EndpointRule.of("* /repos/**")), List.of(EndpointRule.of("DELETE /repos/*/*")));
        policies.github = with(both);
        policies.ownGithub = with(allowing("DELETE /repos/o/r"));

        assertDenied(
                DenialCode.ENDPOINT_BLOCKED,
                "The operator has blocked this method and path at github; allowed are * /repos/**.",
                github("DELETE", "/repos/o/r"));
    }

    @Test
    void anAgentMayHaveBlocksOfItsOwn() {
        policies.ownGithub = with(blocking("DELETE /**"));

        assertDenied(
                DenialCode.ENDPOINT_BLOCKED,
                "The operator has blocked this method and path at github.",
                github("DELETE", "/repos/o/r"));
        assertAllowed("any", github("GET", "/repos/o/r"));
    }

    @Test
    void aSentenceIsShortHoweverManyRulesThereAre() {
        policies.github = with(
                allowing(IntStream.range(0, 500).mapToObj(i -> "GET /a" + i).toArray(String[]::new)));

        assertTrue(((Decision.Denied) of(github("PUT", "/x"))).reason().endsWith("GET /a11 and 488 more."));
    }

    @Test
    void nothingThatAnAgentWroteIsInTheReason() {
        policies.github = with(allowing("GET /repos"));

        assertFalse(
                ((Decision.Denied) of(github("PUT", "/canary-c0ffee"))).reason().contains("canary"));
    }

    @Tag("S-41")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions/",
                "/v1/Chat/Completions",
                "/V1/chat/completions",
                "/v1/chat/completions;x=y",
                "/v1/chat;a/completions",
                "/v1/chat/completions%20",
                "/v1/chat/completions.",
                "/v1/chat/%20/completions",
                "/v1/%EF%BD%83hat/completions",
                "/chat/completions/",
                "/v1/responses/",
                "/v1/EMBEDDINGS",
                "/Completions"
            })
    void whatCostsMoneyIsCalledByItsOwnName(String path) {
        policies.openAi = Access.ANY;
        policies.ownCaps = Caps.NONE;

        assertDenied(
                DenialCode.ENDPOINT_NOT_ALLOWED,
                "This is another spelling of an endpoint of openai; write its path in lower case, without a slash at its"
                        + " end, parameters or escapes.",
                openAi("POST", path));
    }

    @Tag("S-43")
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/images/generations",
        "POST, /v1/batches",
        "POST, /v1/fine_tuning/jobs",
        "POST, /v1/audio/speech",
        "POST, /v1/responses/compact",
        "PUT, /v1/chat/completions",
        "PATCH, /v1/responses",
        "POST, /v1",
        "POST, /"
    })
    void whatNobodyCanCountIsRefusedWhereABudgetHolds(String method, String path) {
        policies.openAi = Access.ANY;

        Decision.Denied denied = assertInstanceOf(Decision.Denied.class, of(openAi(method, path)));
        assertEquals(DenialCode.FEATURE_UNPRICED, denied.code());
        policies.ownCaps = Caps.NONE;
        assertAllowed("any", openAi(method, path));
        policies.totalCaps = Policies.TWENTY_A_DAY;
        assertEquals(denied, of(openAi(method, path)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/files",
        "HEAD, /v1/models",
        "OPTIONS, /v1/responses",
        "DELETE, /v1/files/f1",
        "POST, /v1/files",
        "POST, /uploads/u1/parts",
        "POST, /v1/moderations",
        "POST, /v1/responses/r1/cancel",
        "POST, /responses/input_tokens"
    })
    void whatCostsNothingIsNotRefusedForABudget(String method, String path) {
        policies.openAi = Access.ANY;

        assertAllowed("any", openAi(method, path));
    }
}
