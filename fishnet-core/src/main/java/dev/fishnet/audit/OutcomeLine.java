package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What became of a request, written and read. */
final class OutcomeLine {
    private OutcomeLine() {}

    static void write(LineWriter line, AuditEntry.Outcome outcome) {
        line.number("intent", outcome.intent());
        Words.ENDINGS.write(line, "ending", outcome.ending());
        if (outcome.status().isPresent()) {
            line.number("status", outcome.status().getAsInt());
        }
        if (outcome.usage().isPresent()) {
            MoneyLine.write(line, outcome.usage().get());
        }
        if (outcome.cost().isPresent()) {
            line.number("cost", outcome.cost().get().value());
        }
        if (outcome.failure().isPresent()) {
            Words.CODES.write(line, "failure", outcome.failure().get());
        }
        line.number("took", Times.nanos(outcome.took()));
    }

    static AuditEntry.Outcome read(LineReader line, Instant at) throws FishnetException {
        return new AuditEntry.Outcome(
                at,
                line.number("intent"),
                Words.ENDINGS.read(line, "ending"),
                status(line.optionalNumber("status")),
                line.opens("usage") ? Optional.of(MoneyLine.usage(line)) : Optional.<Usage>empty(),
                cost(line.optionalNumber("cost")),
                line.follows("failure") ? Optional.of(Words.CODES.read(line, "failure")) : Optional.<DenialCode>empty(),
                Duration.ofNanos(line.number("took")));
    }

    private static OptionalInt status(OptionalLong value) {
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    private static Optional<MicroUsd> cost(OptionalLong value) {
        return value.isPresent() ? Optional.of(new MicroUsd(value.getAsLong())) : Optional.empty();
    }
}
