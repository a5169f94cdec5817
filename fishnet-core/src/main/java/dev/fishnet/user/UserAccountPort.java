package dev.fishnet.user;

import dev.fishnet.error.FishnetException;
import java.util.Optional;

/** The accounts of this machine, wherever the operating system keeps them. */
public interface UserAccountPort {
    /** The account of that name, or empty when the machine has none. */
    Optional<UserAccount> find(UserName name) throws FishnetException;

    /**
     * Uids the account may take on in a user namespace; {@link SubordinateIds#NONE} where the system has no such thing.
     */
    SubordinateIds subordinateIds(UserAccount account) throws FishnetException;

    /** The effective uid of this process. */
    long effectiveUid() throws FishnetException;

    /** The name the daemon's own account has on this system, whether it exists yet or not. */
    UserName serviceUser();
}
