package dev.fishnet.platform.linux;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What this Java virtual machine was started with, wherever that was said. */
final class JvmOption {
    private JvmOption() {}

    /** Whether a switch is on; false when this machine has none of that name. */
    static boolean isOn(String name) {
        try {
            return Boolean.parseBoolean(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption(name)
                    .getValue());
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
