package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class LinuxPlatformTest {
    @Test
    void itsPlacesAndNamesAreThoseOfTheManual() {
        LinuxPlatform linux = new LinuxPlatform();

        assertEquals("/var/lib/fishnet", linux.dataDirectory());
        assertEquals("fishnet", linux.users().serviceUser().toString());
        assertSame(linux.processes(), linux.processes());
    }
}
