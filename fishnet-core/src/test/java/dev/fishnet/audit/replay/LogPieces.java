package dev.fishnet.audit.replay;

import static dev.fishnet.audit.replay.Altered.asking;
import static dev.fishnet.audit.replay.Altered.costly;
import static dev.fishnet.audit.replay.Altered.judging;
import static dev.fishnet.audit.replay.Altered.model;
import static dev.fishnet.audit.replay.Altered.money;
import static dev.fishnet.audit.replay.Altered.path;
import static dev.fishnet.audit.replay.Altered.prompt;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.SpendClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Entries that a test looks for, or puts into a log. */
final class LogPieces {
    private LogPieces() {}

    /** The first intent that money is held for. */
    static int firstHeld(List<AuditEntry> log) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i) instanceof Intent intent && costly(intent) && isDear(intent)) {
                return i;
            }
        }
        throw new AssertionError("nothing is held");
    }

    private static boolean isDear(Intent intent) {
        return intent.judged().money().orElseThrow().claim().atMost().value() > 20_000;
    }

    /** Nobody said what it cost. */
    static Outcome kept(AuditEntry intent, long index) {
        return new Outcome(
                intent.at(),
                index,
                Ending.ANSWERED,
                OptionalInt.of(200),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    static Denied withoutJudgement(DenialCode code) {
        Asked asked = new Asked(
                OptionalLong.of(1),
                Optional.empty(),
                Optional.empty(),
                "GET",
                "/x",
                Optional.empty(),
                Optional.empty());
        return new Denied(Instant.EPOCH, asked, Optional.empty(), code, "Why.");
    }

    /** As the gateway writes it when paths and the name of a model look like secrets. */
    static AuditEntry withoutItsSecrets(AuditEntry entry) {
        return switch (entry) {
            case Intent e ->
                isAtGithub(e.asked()) ? asking(e, path(e.asked(), "/repos/…")) : judging(e, LogPieces::nameless);
            case Denied e -> withoutItsSecrets(e);
            default -> entry;
        };
    }

    static Denied withoutItsSecrets(Denied e) {
        return isAtGithub(e.asked())
                ? new Denied(e.at(), path(e.asked(), "/repos/…"), e.judged(), e.code(), e.reason())
                : new Denied(
                        e.at(),
                        e.asked(),
                        e.judged().map(LogPieces::nameless),
                        e.code(),
                        e.reason().replace("gpt-4o", "…"));
    }

    private static boolean isAtGithub(Asked asked) {
        return asked.upstream().orElseThrow().value().equals("custom.github");
    }

    private static Judged nameless(Judged judged) {
        boolean named = judged.prompt()
                .flatMap(each -> each.facts().model())
                .filter("gpt-4o"::equals)
                .isPresent();
        if (!named) {
            return judged;
        }
        Judged changed = prompt(
                judged, judged.prompt().map(p -> new Judged.Prompt(model(p.facts(), Optional.of("…")), p.baseline())));
        return money(changed, judged.money().map(m -> {
            SpendClaim claim = new SpendClaim(
                    m.claim().agent(), m.claim().upstream(), "…", m.claim().atMost());
            return new Judged.Money(
                    claim,
                    m.outcome() instanceof Held h
                            ? new Held(
                                    new Reservation(
                                            h.reservation().id(),
                                            claim,
                                            h.reservation().day()),
                                    h.percentUsed())
                            : m.outcome());
        }));
    }
}
