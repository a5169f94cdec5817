package dev.fishnet.platform.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there is a boot to come back after: systemd is process 1, and we are in its network. In a namespace that
 * somebody made the kernel's rules are all there is, and nothing may be written for the machine around it.
 *
 * @param proc where proc(5) is mounted
 * @param booted there while systemd is process 1, and nowhere else (sd_booted(3))
 */
record BootedMachine(Path proc, Path booted) {
    static BootedMachine here() {
        return new BootedMachine(Path.of("/proc"), Path.of("/run/systemd/system"));
    }

    /** Whether a lockdown here is to survive a reboot. Who is not root cannot ask, and is shown what root would do. */
    boolean comesBack() {
        return Files.isDirectory(booted) && sameNetwork();
    }

    private boolean sameNetwork() {
        try {
            return Files.readSymbolicLink(proc.resolve("1/ns/net"))
                    .equals(Files.readSymbolicLink(proc.resolve("self/ns/net")));
        } catch (IOException e) {
            return !isRoot();
        }
    }

    private boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(proc.resolve("self/"), "unix:uid"));
        } catch (IOException e) {
            return true;
        }
    }
}
