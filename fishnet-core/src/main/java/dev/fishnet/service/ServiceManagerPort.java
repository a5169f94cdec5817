package dev.fishnet.service;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;

/**
 * The service manager of the operating system (systemd, launchd). Plans are made from what is there now: what is done
 * already is not done again.
 */
public interface ServiceManagerPort {
    /** Where the unit or plist lies; absolute. */
    String unitPath();

    /** The unit or plist that {@link #install} writes, for a dry run to show. */
    String unitText(ServiceDefinition definition) throws FishnetException;

    /**
     * Steps after which the daemon runs and starts at boot: the image copied to where root alone can write, the key
     * that unlocks the vault handed to the service manager where it can keep one, the unit written, enabled and
     * started. Empty when all that is so already.
     *
     * @throws FishnetException when the runtime could be overwritten by anybody but root, or there is no such service
     *     manager here
     */
    ChangePlan install(ServiceDefinition definition) throws FishnetException;

    /** Steps that stop the daemon and take away everything but the data. Empty when nothing of ours is installed. */
    ChangePlan uninstall() throws FishnetException;

    /** Steps that stop the daemon until it is started again or the machine boots. */
    ChangePlan stop() throws FishnetException;

    /** How to start it again, as a command that an operator could paste. */
    String startCommand();

    /** How to read what the daemon has said, as a command that an operator could paste. */
    String logCommand();

    ServiceState inspect() throws FishnetException;
}
