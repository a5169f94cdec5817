package dev.fishnet.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTest {
    @Test
    void aSumOfOrdersIsFarFromOverflowing() {
        assertTrue(Long.MAX_VALUE / BinanceDesk.MOST.value() > 9000);
    }

    @Test
    void theDaysVolumeIsADailyCap() {
        MicroUsd volume = new MicroUsd(5);

        assertEquals(
                new Caps(Optional.of(volume), Optional.empty()),
                new BinancePolicy(Optional.empty(), Optional.of(volume), false, 5000).volumeCaps());
        assertEquals(Caps.NONE, Desk.UNLIMITED.volumeCaps());
    }

    @Test
    void anOrderBeyondTheDaysVolumeIsToldWhatIsLeft() {
        assertEquals(
                "the order could be worth $30.00, and of the day's $100.00 for orders $80.00 is used;"
                        + " the day ends at 2026-01-02T00:00:00Z",
                BinanceDesk.overVolume(new ReservationOutcome.Refused(
                                ReservationOutcome.Scope.TOTAL_DAY,
                                new MicroUsd(100_000_000),
                                new MicroUsd(80_000_000),
                                new MicroUsd(30_000_000),
                                Instant.parse("2026-01-02T00:00:00Z")))
                        .reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 404, 408, 409, 500, 502, 503, 504})
    void anOrderThatMayHaveBeenTakenStaysCounted(int status) {
        assertFalse(BinanceDesk.isSurelyRefused(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 418, 429})
    void anOrderThatBinanceRefusedIsNotCounted(int status) {
        assertTrue(BinanceDesk.isSurelyRefused(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 60_001})
    void aReceiveWindowOutsideOfBinancesIsNoPolicy(int millis) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new BinancePolicy(Optional.empty(), Optional.empty(), false, millis));
    }
}
