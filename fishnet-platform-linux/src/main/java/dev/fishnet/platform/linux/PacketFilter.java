package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import java.util.Optional;

/** One of the programs that can hold the lockdown on Linux. Changes are planned from what is loaded. */
interface PacketFilter {
    /** Never {@link FirewallBackend#AUTO}. */
    FirewallBackend kind();

    /**
     * What of ours is loaded, or empty when the program is not installed.
     *
     * @throws FishnetException of kind NOT_PRIVILEGED when only root may ask, of kind UNAVAILABLE when the program does
     *     not understand what is loaded, or covers only one of the IP families that this machine speaks
     */
    Optional<LoadedLockdown> read() throws FishnetException;

    /** A machine on which nothing of ours is loaded. */
    LoadedLockdown absent();

    /**
     * A machine of which nothing is known but that the lockdown stands; what removes it is the same for every policy.
     */
    LoadedLockdown unseen();

    /** That lockdown for {@link Persistence}: what loads it at boot, and what tells whether it is loaded. */
    NativeForm nativeForm(Lockdown lockdown);
}
