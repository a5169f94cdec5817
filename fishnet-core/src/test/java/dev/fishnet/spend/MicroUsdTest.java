package dev.fishnet.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicroUsdTest {
    @ParameterizedTest
    @CsvSource({"0, $0.00", "12300, $0.0123", "1, $0.000001", "1500000, $1.50", "20000000, $20.00", "100000000, $100.00"
    })
    void anAmountIsShownInDollars(long micros, String shown) {
        assertEquals(shown, new MicroUsd(micros).toString());
    }

    @Test
    void anAmountIsNeverNegative() {
        assertThrows(IllegalArgumentException.class, () -> new MicroUsd(-1));
        assertEquals(new MicroUsd(3), new MicroUsd(5).minus(new MicroUsd(2)));
        assertEquals(MicroUsd.ZERO, new MicroUsd(2).minus(new MicroUsd(5)));
    }

    @Test
    void aSumThatCannotBeCountedIsAnError() {
        assertEquals(new MicroUsd(7), new MicroUsd(5).plus(new MicroUsd(2)));
        assertThrows(ArithmeticException.class, () -> new MicroUsd(Long.MAX_VALUE).plus(new MicroUsd(1)));
    }

    @Test
    void amountsHaveAnOrder() {
        assertTrue(new MicroUsd(1).compareTo(new MicroUsd(2)) < 0);
        assertEquals(0, new MicroUsd(2).compareTo(new MicroUsd(2)));
        assertEquals(new BigDecimal("0.000002"), new MicroUsd(2).dollars());
    }
}
