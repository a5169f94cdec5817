package dev.fishnet.policy;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.llm.PromptFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        Finding drift = drift(prompt, baseline);
        Finding size = size(prompt);
        Finding secrets = secrets(prompt);
        if (drift == null && size == null && secrets == null) {
            return new Decision.Allowed(rule, List.of(), false);
        }
        boolean redact = policy.secrets() == SecretMode.REDACT && secrets != null;
        return judge(Stream.of(drift, size, secrets).filter(Objects::nonNull).toList(), rule, redact);
    }

    private static Decision judge(List<Finding> findings, RuleId rule, boolean redact) {
        List<Concern> concerns = findings.stream().map(Finding::concern).toList();
        return findings.stream()
                .filter(Finding::denied)
                .findFirst()
                .<Decision>map(each -> new Decision.Denied(each.code(), each.reason(), Optional.empty(), concerns))
                .orElseGet(() -> new Decision.Allowed(rule, concerns, redact));
    }

    /** A prompt without any instructions is another one than the baseline, or leaving them out would be a way past. */
    private @Nullable Finding drift(PromptFacts prompt, Optional<String> baseline) {
        boolean same = baseline.isEmpty() || baseline.equals(prompt.digest());
        GuardMode mode = policy.drift().mode();
        if (mode == GuardMode.IGNORE || same || !instructed(prompt)) {
            return null;
        }
        return new Finding(
                mode == GuardMode.DENY,
                DenialCode.PROMPT_DRIFT,
                "The system prompt, instructions or tools are not those of this agent's first request; send them as they"
                        + " were, or the operator accepts the new ones: fishnet agent accept NAME.",
                new Concern(AlertKind.PROMPT_DRIFT, "the system prompt, instructions or tools have changed"));
    }

    /** Whether instructions can change what comes of it: not where tokens are counted or vectors are made. */
    private static boolean instructed(PromptFacts prompt) {
        return switch (prompt.api()) {
            case CHAT_COMPLETIONS, COMPLETIONS, RESPONSES, MESSAGES -> true;
            case EMBEDDINGS, COUNT_TOKENS, OTHER -> false;
        };
    }

    private @Nullable Finding size(PromptFacts prompt) {
        LlmPolicy.Size limits = policy.size();
        if (limits.mode() == GuardMode.IGNORE) {
            return null;
        }
        long tokens = prompt.characters() / CHARACTERS_A_TOKEN;
        if (above(tokens, limits.maxTokens())) {
            return tooLarge(tokens, limits.maxTokens().getAsLong(), "tokens (a quarter of its characters)");
        }
        return above(prompt.characters(), limits.maxCharacters())
                ? tooLarge(prompt.characters(), limits.maxCharacters().getAsLong(), "characters")
                : null;
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

    private @Nullable Finding secrets(PromptFacts prompt) {
        if (policy.secrets() == SecretMode.IGNORE || prompt.secrets().isEmpty()) {
            return null;
        }
        String kinds =
                Sentences.list(prompt.secrets().stream().distinct().sorted().toList());
        return new Finding(
                policy.secrets() == SecretMode.DENY,
                DenialCode.PROMPT_SECRET,
                "The prompt has what looks like a secret in it (" + kinds + "); take it out.",
                new Concern(
                        AlertKind.PROMPT_SECRET,
                        "a prompt has what looks like a secret in it (" + kinds + "), which was " + outcome()));
    }

    private String outcome() {
        return switch (policy.secrets()) {
            case IGNORE, ALERT -> "sent";
            case REDACT -> "replaced";
            case DENY -> "not sent";
        };
    }
}
