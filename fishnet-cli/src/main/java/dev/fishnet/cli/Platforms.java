package dev.fishnet.cli;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.platform.linux.LinuxPlatform;
import dev.fishnet.platform.macos.MacosPlatform;

/** The one place that chooses an operating system. */
@FunctionalInterface
public interface Platforms {
    /** The operating systems that Fishnet runs on. */
    Platforms SUPPORTED = Platforms::supported;

    /**
     * The ports of the operating system of that name.
     *
     * @param osName as the system property {@code os.name} has it
     * @param command what the operator asked for, for the refusal
     * @throws FishnetException of kind UNAVAILABLE for every system that is not supported
     */
    PlatformPorts forOs(String osName, String command) throws FishnetException;

    private static PlatformPorts supported(String osName, String command) throws FishnetException {
        if (osName.equals("Linux")) {
            return new LinuxPlatform();
        }
        if (osName.startsWith("Mac OS")) {
            return new MacosPlatform();
        }
        throw new FishnetException(
                ErrorKind.UNAVAILABLE,
                command + " command is not supported on this OS",
                "Fishnet runs on Linux and macOS; this is " + osName);
    }
}
