package dev.fishnet.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileModeTest {
    @Test
    void bitsAreShownAsChmodTakesThem() {
        assertEquals("0640", new FileMode("root", "root", 0640).octal());
        assertEquals("0000", new FileMode("root", "root", 0).octal());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 01000, 04755, 0100644})
    void anythingBeyondPermissionsIsRefused(int bits) {
        assertThrows(IllegalArgumentException.class, () -> new FileMode("root", "root", bits));
    }
}
