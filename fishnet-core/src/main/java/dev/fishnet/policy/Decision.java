package dev.fishnet.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What policy said of a request, and which rule said it. */
public sealed interface Decision {
    /** What an operator is to hear of. */
    List<Concern> concerns();

    /**
     * The request may go on.
     *
     * @param redact whether the secrets found in it are to be replaced first
     */
    record Allowed(RuleId rule, List<Concern> concerns, boolean redact) implements Decision {
        public Allowed {
            concerns = List.copyOf(concerns);
        }
    }

    /**
     * The request goes no further.
     *
     * @param reason a sentence for whoever wrote the agent: what was refused and what would be accepted
     * @param retryAfter how long to wait, where waiting helps
     */
    record Denied(DenialCode code, String reason, Optional<Duration> retryAfter, List<Concern> concerns)
            implements Decision {
        public Denied {
            concerns = List.copyOf(concerns);
        }

        public static Denied of(DenialCode code, String reason) {
            return new Denied(code, reason, Optional.empty(), List.of());
        }
    }
}
