package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleIdTest {
    @Test
    void aRuleIsItsName() {
        assertEquals("origin_refused", new RuleId("origin_refused").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Origin", "origin-refused", "1st", "_a", "a b", "a\n"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> new RuleId(name));
    }

    @Test
    void decisionsCarryTheirRule() {
        Decision refused = Decision.Denied.of(DenialCode.BUDGET_EXCEEDED, "daily spend would be 21.40 of 20.00 USD");

        assertEquals(
                Decision.Denied.of(DenialCode.BUDGET_EXCEEDED, "daily spend would be 21.40 of 20.00 USD"), refused);
    }
}
