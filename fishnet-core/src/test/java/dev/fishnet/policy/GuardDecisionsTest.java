package dev.fishnet.policy;

import static dev.fishnet.policy.Policies.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.llm.LlmApi;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("S-43")
class GuardDecisionsTest {
    private static final Optional<String> BASELINE = Optional.of("d1");
    private static final Concern DRIFTED =
            new Concern(AlertKind.PROMPT_DRIFT, "the system prompt, instructions or tools have changed");
    private static final String DRIFT_REASON = "The system prompt, instructions or tools are not those of this agent's"
            + " first request; send them as they were, or the operator accepts the new ones.";

    private final Policies policies = new Policies();
    private final Policies.Prompt prompt = new Policies.Prompt();

    private Decision decision() {
        return policies.engine().byPrompt(chat(), prompt.facts(), BASELINE);
    }

    private static Decision allowed(Concern... concerns) {
        return new Decision.Allowed(new RuleId("any"), List.of(concerns), false);
    }

    private static Decision denied(DenialCode code, String reason, Concern... concerns) {
        return new Decision.Denied(code, reason, Optional.empty(), List.of(concerns));
    }

    private void drift(GuardMode mode) {
        policies.drift = new LlmPolicy.Drift(mode, false);
    }

    private void size(GuardMode mode, OptionalLong tokens, OptionalLong characters) {
        policies.size = new LlmPolicy.Size(mode, tokens, characters);
    }

    @Test
    void aPromptThatHasChangedIsSaidOrRefused() {
        prompt.digest = Optional.of("d2");
        assertEquals(allowed(), decision());
        drift(GuardMode.ALERT);
        assertEquals(allowed(DRIFTED), decision());
        drift(GuardMode.DENY);
        assertEquals(denied(DenialCode.PROMPT_DRIFT, DRIFT_REASON, DRIFTED), decision());
    }

    @ParameterizedTest
    @EnumSource(GuardMode.class)
    void aPromptThatIsAsItWasIsAllowed(GuardMode mode) {
        drift(mode);

        assertEquals(allowed(), decision());
    }

    @ParameterizedTest
    @EnumSource(GuardMode.class)
    void theFirstPromptOfAnAgentIsAllowed(GuardMode mode) {
        drift(mode);

        assertEquals(allowed(), policies.engine().byPrompt(chat(), prompt.facts(), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT_COMPLETIONS", "COMPLETIONS", "RESPONSES", "MESSAGES"})
    void leavingInstructionsOutIsAChange(LlmApi api) {
        drift(GuardMode.DENY);
        prompt.api = api;
        prompt.digest = Optional.empty();

        assertEquals(denied(DenialCode.PROMPT_DRIFT, DRIFT_REASON, DRIFTED), decision());
    }

    @ParameterizedTest
    @EnumSource(names = {"EMBEDDINGS", "COUNT_TOKENS", "OTHER"})
    void whereNothingIsInstructedNothingChanges(LlmApi api) {
        drift(GuardMode.DENY);
        prompt.api = api;
        prompt.digest = Optional.empty();

        assertEquals(allowed(), decision());
    }

    @ParameterizedTest
    @CsvSource({"400, true", "403, true", "404, false"})
    void aTokenIsFourCharactersAndTheLimitItselfIsAllowed(long characters, boolean allowed) {
        size(GuardMode.DENY, OptionalLong.of(100), OptionalLong.empty());
        prompt.characters = characters;
        Concern large =
                new Concern(AlertKind.PROMPT_SIZE, "a prompt has more than 100 tokens (a quarter of its characters)");

        assertEquals(
                allowed
                        ? allowed()
                        : denied(
                                DenialCode.PROMPT_TOO_LARGE,
                                "The prompt, with its tools and all else in it, has 101 tokens (a quarter of its"
                                        + " characters), and 100 are allowed; shorten it.",
                                large),
                decision());
    }

    @Test
    void charactersHaveALimitOfTheirOwn() {
        Concern large = new Concern(AlertKind.PROMPT_SIZE, "a prompt has more than 400 characters");
        size(GuardMode.ALERT, OptionalLong.of(1000), OptionalLong.of(400));
        assertEquals(allowed(), decision());
        prompt.characters = 401;
        assertEquals(allowed(large), decision());
        size(GuardMode.IGNORE, OptionalLong.of(1), OptionalLong.of(1));
        assertEquals(allowed(), decision());
        size(GuardMode.DENY, OptionalLong.empty(), OptionalLong.empty());
        assertEquals(allowed(), decision());
    }

    private static Concern secret(String outcome) {
        return new Concern(
                AlertKind.PROMPT_SECRET,
                "a prompt has what looks like a secret in it (aws_access_key, github_token), which was " + outcome);
    }

    @Test
    void secretsAreSaidReplacedOrRefused() {
        prompt.secrets = List.of("github_token", "aws_access_key", "github_token");
        assertEquals(allowed(), decision());
        policies.secrets = SecretMode.ALERT;
        assertEquals(allowed(secret("sent")), decision());
        policies.secrets = SecretMode.REDACT;
        assertEquals(new Decision.Allowed(new RuleId("any"), List.of(secret("replaced")), true), decision());
        policies.secrets = SecretMode.DENY;
        assertEquals(
                denied(
                        DenialCode.PROMPT_SECRET,
                        "The prompt has what looks like a secret in it (aws_access_key, github_token); take it out.",
                        secret("not sent")),
                decision());
    }

    @ParameterizedTest
    @EnumSource(SecretMode.class)
    void aPromptWithoutSecretsIsLeftAsItIs(SecretMode mode) {
        policies.secrets = mode;

        assertEquals(allowed(), decision());
    }

    @Test
    void theOperatorHearsOfAllThatWasFoundAndTheAgentOfTheFirst() {
        drift(GuardMode.ALERT);
        prompt.digest = Optional.of("d2");
        size(GuardMode.DENY, OptionalLong.of(99), OptionalLong.empty());
        policies.secrets = SecretMode.REDACT;
        prompt.secrets = List.of("github_token");

        Decision decision = decision();

        assertEquals(DenialCode.PROMPT_TOO_LARGE, ((Decision.Denied) decision).code());
        assertEquals(
                List.of(AlertKind.PROMPT_DRIFT, AlertKind.PROMPT_SIZE, AlertKind.PROMPT_SECRET),
                decision.concerns().stream().map(Concern::kind).toList());
    }
}
