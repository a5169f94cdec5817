package dev.fishnet.policy;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.llm.PromptFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Looks at what prompts say: whether they have changed, how long they are, whether secrets are in them. */
final class PromptGuards {
    private static final int CHARACTERS_A_TOKEN = 4;

    private final LlmPolicy policy;

    PromptGuards(LlmPolicy policy) {
        this.policy = policy;
    }

    /** What a guard found. */
    private record Finding(boolean denied, DenialCode code, String reason, Concern concern) {}

    /** The first guard that refuses says why; an operator hears of all that was found. */
    Decision judge(PromptFacts prompt, Optional<String> baseline, RuleId rule) {
        List<Finding> findings = Stream.of(drift(prompt, baseline), size(prompt), secrets(prompt))
                .flatMap(Optional::stream)
                .toList();
        List<Concern> concerns = findings.stream().map(Finding::concern).toList();
        boolean redact =
                policy.secrets() == SecretMode.REDACT && !prompt.secrets().isEmpty();
        return findings.stream()
                .filter(Finding::denied)
                .findFirst()
                .<Decision>map(each -> new Decision.Denied(each.code(), each.reason(), Optional.empty(), concerns))
                .orElseGet(() -> new Decision.Allowed(rule, concerns, redact));
    }

    /** A prompt without any instructions is another one than the baseline, or leaving them out would be a way past. */
    private Optional<Finding> drift(PromptFacts prompt, Optional<String> baseline) {
        boolean same = baseline.isEmpty() || baseline.equals(prompt.digest());
        GuardMode mode = policy.drift().mode();
        if (mode == GuardMode.IGNORE || same || !instructed(prompt)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                mode == GuardMode.DENY,
                DenialCode.PROMPT_DRIFT,
                "The system prompt, instructions or tools are not those of this agent's first request; send them as they"
                        + " were, or the operator accepts the new ones.",
                new Concern(AlertKind.PROMPT_DRIFT, "the system prompt, instructions or tools have changed")));
    }

    /** Whether instructions can change what comes of it: not where tokens are counted or vectors are made. */
    private static boolean instructed(PromptFacts prompt) {
        return switch (prompt.api()) {
            case CHAT_COMPLETIONS, COMPLETIONS, RESPONSES, MESSAGES -> true;
            case EMBEDDINGS, COUNT_TOKENS, OTHER -> false;
        };
    }

    private Optional<Finding> size(PromptFacts prompt) {
        LlmPolicy.Size limits = policy.size();
        if (limits.mode() == GuardMode.IGNORE) {
            return Optional.empty();
        }
        long tokens = prompt.characters() / CHARACTERS_A_TOKEN;
        if (above(tokens, limits.maxTokens())) {
            return Optional.of(
                    tooLarge(tokens, limits.maxTokens().getAsLong(), "tokens (a quarter of its characters)"));
        }
        if (above(prompt.characters(), limits.maxCharacters())) {
            return Optional.of(
                    tooLarge(prompt.characters(), limits.maxCharacters().getAsLong(), "characters"));
        }
        return Optional.empty();
    }

    private static boolean above(long count, OptionalLong limit) {
        return limit.isPresent() && count > limit.getAsLong();
    }

    private Finding tooLarge(long count, long limit, String unit) {
        return new Finding(
                policy.size().mode() == GuardMode.DENY,
                DenialCode.PROMPT_TOO_LARGE,
                "The prompt, with its tools and all else in it, has " + count + " " + unit + ", and " + limit
                        + " are allowed; shorten it.",
                new Concern(AlertKind.PROMPT_SIZE, "a prompt has more than " + limit + " " + unit));
    }

    private Optional<Finding> secrets(PromptFacts prompt) {
        if (policy.secrets() == SecretMode.IGNORE || prompt.secrets().isEmpty()) {
            return Optional.empty();
        }
        String kinds =
                Sentences.list(prompt.secrets().stream().distinct().sorted().toList());
        return Optional.of(new Finding(
                policy.secrets() == SecretMode.DENY,
                DenialCode.PROMPT_SECRET,
                "The prompt has what looks like a secret in it (" + kinds + "); take it out.",
                new Concern(
                        AlertKind.PROMPT_SECRET,
                        "a prompt has what looks like a secret in it (" + kinds + "), which was " + outcome())));
    }

    private String outcome() {
        return switch (policy.secrets()) {
            case IGNORE, ALERT -> "sent";
            case REDACT -> "replaced";
            case DENY -> "not sent";
        };
    }
}
