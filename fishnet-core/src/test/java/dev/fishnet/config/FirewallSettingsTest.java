package dev.fishnet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FirewallSettingsTest {
    @Test
    void whatIsSaidTwiceIsTheSame() {
        FishnetConfig config = FishnetConfig.defaults();

        assertEquals(FirewallSettings.DEFAULT, new FirewallSettings(config.port(), config.firewall()));
    }

    @Test
    void everyVariableOfASettingBeginsAlike() {
        for (Key key : Keys.ALL) {
            assertTrue(key.variable().orElse(FirewallSettings.VARIABLE).startsWith(FirewallSettings.VARIABLE));
        }
    }
}
