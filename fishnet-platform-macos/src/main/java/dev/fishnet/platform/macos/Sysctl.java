package dev.fishnet.platform.macos;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The kernel's tables by name (sysctl(3)). */
interface Sysctl extends Library {
    static Sysctl load() {
        return Native.load("c", Sysctl.class);
    }

    /**
     * Copies a table out; -1 when it failed.
     *
     * @param into null to learn the length alone
     * @param length how much room there is, then how much was copied
     */
    int sysctlbyname(
            String name, byte @Nullable [] into, long[] length, @Nullable Pointer value, NativeLong valueLength);
}
