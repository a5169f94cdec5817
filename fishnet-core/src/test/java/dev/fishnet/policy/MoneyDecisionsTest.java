package dev.fishnet.policy;

import static dev.fishnet.policy.Policies.CLAUDE;
import static dev.fishnet.policy.Policies.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.ReservationOutcome.Scope;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-43")
class MoneyDecisionsTest {
    private static final MicroUsd CAP = new MicroUsd(20_000_000);
    private static final Instant RESETS = Instant.parse("2026-11-23T00:00:00Z");

    private final Policies policies = new Policies();

    private Decision held(int percentUsed) {
        SpendClaim claim = new SpendClaim(CLAUDE, UpstreamName.OPENAI, "gpt-5", new MicroUsd(1));
        Reservation reservation = new Reservation(1, claim, LocalDate.of(2026, 11, 22));
        return policies.engine().byMoney(chat(), new ReservationOutcome.Held(reservation, percentUsed));
    }

    private static Decision allowed(Concern... concerns) {
        return new Decision.Allowed(new RuleId("within_budget"), List.of(concerns), false);
    }

    @Test
    void moneyThatIsHeldIsAllowedAndAFullBudgetIsSaid() {
        Concern warning = new Concern(AlertKind.BUDGET_WARNING, "a budget is used by 80 % or more");

        assertEquals(allowed(), held(79));
        assertEquals(allowed(warning), held(80));
        assertEquals(allowed(warning), held(100));
        policies.warning = 0;
        assertEquals(allowed(), held(100));
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT_DAY, daily budget of claude",
        "AGENT_MONTH, monthly budget of claude",
        "TOTAL_DAY, daily budget of all agents",
        "TOTAL_MONTH, monthly budget of all agents"
    })
    void whoCouldSpendTooMuchIsToldWhatWouldFit(Scope scope, String budget) {
        ReservationOutcome refused =
                new ReservationOutcome.Refused(scope, CAP, new MicroUsd(19_250_000), new MicroUsd(812_345), RESETS);

        assertEquals(
                new Decision.Denied(
                        DenialCode.BUDGET_EXCEEDED,
                        "The request could cost up to $0.812345, and of the " + budget + " ($20.00) $19.25 are spent or"
                                + " held; it begins anew at 2026-11-23 00:00 UTC. A request that can cost at most $0.75"
                                + " would fit: limit the answer (max_tokens, max_completion_tokens or max_output_tokens),"
                                + " shorten the prompt or use a cheaper model.",
                        Optional.empty(),
                        List.of(new Concern(
                                AlertKind.BUDGET_EXCEEDED, "a request was refused for the " + budget + " ($20.00)"))),
                policies.engine().byMoney(chat(), refused));
    }

    @ParameterizedTest
    @CsvSource({"20000000", "21000000"})
    void whereNothingIsLeftNothingIsPromised(long used) {
        ReservationOutcome refused =
                new ReservationOutcome.Refused(Scope.AGENT_DAY, CAP, new MicroUsd(used), new MicroUsd(1), RESETS);
        Decision.Denied denied = (Decision.Denied) policies.engine().byMoney(chat(), refused);

        assertEquals(
                "Nothing that costs money fits until then.",
                denied.reason().substring(denied.reason().indexOf("UTC. ") + 5));
    }
}
