package dev.fishnet.user;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
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

    /**
     * Steps after which the daemon's account and group exist, without a shell, a password or a home elsewhere, and the
     * data directory is theirs alone (mode 0700). Empty when all that is so.
     *
     * @throws FishnetException when an account of that name exists that is a person's, or the directory is somebody
     *     else's
     */
    ChangePlan createServiceUser(String dataDirectory) throws FishnetException;

    /**
     * Steps that make an account for an agent, with a home and a shell but without a password; empty when there is one.
     */
    ChangePlan createAgent(UserName name) throws FishnetException;
}
