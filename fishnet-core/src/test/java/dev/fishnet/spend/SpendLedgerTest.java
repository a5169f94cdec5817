package dev.fishnet.spend;

import static dev.fishnet.spend.Money.CLAUDE;
import static dev.fishnet.spend.Money.CODEX;
import static dev.fishnet.spend.Money.NOON;
import static dev.fishnet.spend.Money.claim;
import static dev.fishnet.spend.Money.daily;
import static dev.fishnet.spend.Money.held;
import static dev.fishnet.spend.Money.micros;
import static dev.fishnet.spend.Money.monthly;
import static dev.fishnet.spend.Money.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
import dev.fishnet.spend.ReservationOutcome.Scope;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpendLedgerTest {
    private final SpendLedger ledger = new SpendLedger(SpendHistory.EMPTY);

    private ReservationOutcome reserve(long atMost, Caps agent, Caps total) {
        return ledger.reserve(claim(CLAUDE, atMost), agent, total, NOON);
    }

    @Test
    void aCapMayBeReachedButNotExceeded() {
        assertInstanceOf(Held.class, reserve(60, daily(100), Caps.NONE));
        assertInstanceOf(Refused.class, reserve(41, daily(100), Caps.NONE));
        assertInstanceOf(Held.class, reserve(40, daily(100), Caps.NONE));
        assertInstanceOf(Refused.class, reserve(1, daily(100), Caps.NONE));
        assertInstanceOf(Held.class, reserve(0, daily(100), Caps.NONE));
    }

    @Test
    void aRefusalSaysWhoseCapItIsAndWhenItBeginsAnew() {
        reserve(60, Caps.NONE, Caps.NONE);

        assertEquals(
                new Refused(
                        Scope.AGENT_DAY, micros(100), micros(60), micros(41), Instant.parse("2026-11-23T00:00:00Z")),
                reserve(41, daily(100), Caps.NONE));
        assertEquals(
                new Refused(
                        Scope.AGENT_MONTH, micros(100), micros(60), micros(41), Instant.parse("2026-12-01T00:00:00Z")),
                reserve(41, monthly(100), Caps.NONE));
        assertEquals(
                new Refused(
                        Scope.TOTAL_DAY, micros(100), micros(60), micros(41), Instant.parse("2026-11-23T00:00:00Z")),
                reserve(41, Caps.NONE, daily(100)));
        assertEquals(
                new Refused(
                        Scope.TOTAL_MONTH, micros(100), micros(60), micros(41), Instant.parse("2026-12-01T00:00:00Z")),
                reserve(41, Caps.NONE, monthly(100)));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void whatIsRefusedIsNotHeld(Scope scope) {
        Caps day = daily(100);
        Caps month = monthly(100);
        ReservationOutcome outcome = switch (scope) {
            case AGENT_DAY -> reserve(101, day, Caps.NONE);
            case AGENT_MONTH -> reserve(101, month, Caps.NONE);
            case TOTAL_DAY -> reserve(101, Caps.NONE, day);
            case TOTAL_MONTH -> reserve(101, Caps.NONE, month);
        };

        assertEquals(scope, refused(outcome).scope());
        assertEquals(micros(0), ledger.standing(CLAUDE, NOON).totalMonth().used());
    }

    @Test
    void whatIsNotSpentComesBack() {
        Reservation reservation = held(reserve(100, daily(100), Caps.NONE));

        assertTrue(ledger.settle(reservation, micros(30)));

        assertEquals(micros(71), refused(reserve(71, daily(100), Caps.NONE)).wanted());
        assertInstanceOf(Held.class, reserve(70, daily(100), Caps.NONE));
    }

    @Test
    void whatIsKeptStaysCounted() {
        Reservation reservation = held(reserve(100, daily(100), Caps.NONE));

        assertTrue(ledger.keep(reservation));

        assertInstanceOf(Refused.class, reserve(1, daily(100), Caps.NONE));
    }

    @Test
    void aReservationEndsOnce() {
        Reservation settled = held(reserve(100, Caps.NONE, Caps.NONE));
        Reservation kept = held(reserve(100, Caps.NONE, Caps.NONE));
        ledger.settle(settled, micros(30));
        ledger.keep(kept);

        assertFalse(ledger.settle(settled, micros(0)));
        assertFalse(ledger.keep(settled));
        assertFalse(ledger.settle(kept, micros(0)));
        assertFalse(ledger.keep(kept));
        assertEquals(
                new Standing.Sum(micros(30), micros(100)),
                ledger.standing(CLAUDE, NOON).agentDay());
    }

    @Test
    void aReservationThatIsNotOursDoesNotEndAnother() {
        Reservation ours = held(reserve(100, Caps.NONE, Caps.NONE));
        Reservation forged = new Reservation(ours.id(), claim(CODEX, 100), ours.day());

        assertFalse(ledger.settle(forged, micros(0)));
        assertFalse(ledger.keep(forged));
        assertTrue(ledger.keep(ours));
    }

    @Test
    void whatCostMoreThanWasHeldIsCountedInFull() {
        Reservation reservation = held(reserve(50, daily(100), Caps.NONE));

        assertTrue(ledger.settle(reservation, micros(130)));

        assertEquals(micros(130), refused(reserve(1, daily(100), Caps.NONE)).used());
    }

    @Test
    void agentsDoNotPayForEachOtherButTogetherForAll() {
        reserve(100, daily(100), daily(150));

        assertInstanceOf(Held.class, ledger.reserve(claim(CODEX, 50), daily(100), daily(150), NOON));
        assertEquals(
                Scope.TOTAL_DAY,
                refused(ledger.reserve(claim(CODEX, 1), daily(100), daily(150), NOON))
                        .scope());
    }

    @Test
    void aNewDayBeginsAtMidnightUtcAndAMonthWithIt() {
        Instant last = Instant.parse("2026-11-30T23:59:59.999Z");
        Instant next = Instant.parse("2026-12-01T00:00:00Z");
        Caps both = new Caps(Optional.of(micros(100)), Optional.of(micros(100)));
        ledger.reserve(claim(CLAUDE, 100), both, both, last);

        assertInstanceOf(Refused.class, ledger.reserve(claim(CLAUDE, 1), both, both, last));
        assertInstanceOf(Held.class, ledger.reserve(claim(CLAUDE, 100), both, both, next));
    }

    @Test
    void aRequestThatOutlivesItsDayIsPaidOnTheDayItBegan() {
        Instant evening = Instant.parse("2026-11-22T23:59:00Z");
        Reservation reservation = held(ledger.reserve(claim(CLAUDE, 100), Caps.NONE, Caps.NONE, evening));
        Instant morning = evening.plus(Duration.ofHours(1));

        ledger.settle(reservation, micros(60));

        assertEquals(LocalDate.of(2026, 11, 22), reservation.day());
        assertEquals(micros(60), ledger.standing(CLAUDE, evening).agentDay().used());
        assertEquals(micros(0), ledger.standing(CLAUDE, morning).agentDay().used());
        assertEquals(micros(60), ledger.standing(CLAUDE, morning).agentMonth().used());
    }

    @Test
    void aClockThatJumpsAheadAndBackFindsTodayAgain() {
        reserve(100, daily(100), Caps.NONE);
        ledger.reserve(claim(CLAUDE, 100), daily(100), Caps.NONE, Instant.parse("2099-01-01T00:00:00Z"));
        ledger.reserve(claim(CLAUDE, 100), daily(100), Caps.NONE, Instant.parse("1999-01-01T00:00:00Z"));

        assertInstanceOf(Refused.class, reserve(1, daily(100), Caps.NONE));
        assertInstanceOf(Refused.class, reserve(1, monthly(100), Caps.NONE));
    }

    @Test
    void daysNobodyAsksForAreForgottenAndTodayIsNot() {
        reserve(100, Caps.NONE, Caps.NONE);
        for (int day = 1; day < 3 * SpendLedger.DAYS_KEPT; day++) {
            ledger.reserve(claim(CLAUDE, 1), Caps.NONE, Caps.NONE, NOON.plus(Duration.ofDays(day)));
            ledger.standing(CLAUDE, NOON);
        }

        assertEquals(micros(100), ledger.standing(CLAUDE, NOON).agentDay().used());
        assertEquals(
                micros(0),
                ledger.standing(CLAUDE, NOON.plus(Duration.ofDays(1)))
                        .agentDay()
                        .used());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "99, 99", "100, 100"})
    void theFullestCapIsWhatAWarningGoesBy(long atMost, int percent) {
        assertEquals(percent, ((Held) reserve(atMost, daily(100), monthly(1000))).percentUsed());
        assertEquals(percent, percentOfAll(atMost, monthly(100), daily(1000)));
        assertEquals(percent, percentOfAll(atMost, Caps.NONE, daily(100)));
        assertEquals(percent, percentOfAll(atMost, Caps.NONE, monthly(100)));
    }

    private static int percentOfAll(long atMost, Caps agent, Caps total) {
        return ((Held) new SpendLedger(SpendHistory.EMPTY).reserve(claim(CLAUDE, atMost), agent, total, NOON))
                .percentUsed();
    }

    @Test
    void percentagesOfExtremeCapsAreStillPercentages() {
        assertEquals(0, percentOfAll(5, Caps.NONE, Caps.NONE));
        assertEquals(100, percentOfAll(0, daily(0), Caps.NONE));
        assertEquals(50, percentOfAll(Long.MAX_VALUE / 2, daily(Long.MAX_VALUE), Caps.NONE));
        assertEquals(100, percentOfAll(Long.MAX_VALUE / 100, daily(Long.MAX_VALUE / 100), Caps.NONE));
    }

    @Test
    void sumsThatCannotBeCountedRefuseEverything() {
        Reservation reservation = held(reserve(Long.MAX_VALUE, Caps.NONE, Caps.NONE));
        assertEquals(
                micros(Long.MAX_VALUE),
                refused(reserve(1, Caps.NONE, Caps.NONE)).cap());

        ledger.settle(reservation, micros(Long.MAX_VALUE));

        assertInstanceOf(Refused.class, reserve(1, Caps.NONE, Caps.NONE));
    }

    @Test
    void whatTheBooksSayCountsAndIdsGoOn() {
        SpendHistory.DaySum sum = new SpendHistory.DaySum(
                LocalDate.of(2026, 11, 22), CLAUDE, UpstreamName.OPENAI, "gpt-5", micros(30), micros(20), 3);
        SpendLedger restarted = new SpendLedger(new SpendHistory(41, List.of(sum)));

        Reservation next = held(restarted.reserve(claim(CLAUDE, 50), daily(100), Caps.NONE, NOON));

        assertEquals(42, next.id());
        assertInstanceOf(Refused.class, restarted.reserve(claim(CLAUDE, 1), daily(100), Caps.NONE, NOON));
        Standing standing = restarted.standing(CLAUDE, NOON);
        Standing.Sum all = new Standing.Sum(micros(30), micros(70));
        assertEquals(new Standing(all, all, all, all), standing);
    }
}
