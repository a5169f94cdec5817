package dev.fishnet.isolation;

import dev.fishnet.error.FishnetException;
import dev.fishnet.user.AgentUser;
import java.util.List;

/** Looks at the machine for ways around the boundary between agent and daemon. Changes nothing. */
public interface IsolationPort {
    /**
     * Every check of this operating system, in a fixed order; what cannot be seen is an observation too, so one check
     * that fails never hides another. The lockdown itself is not looked at here: {@link Doctor} asks the packet filter.
     *
     * @param agents whoever is or would be locked down; with none, only what concerns the machine is looked at
     */
    List<Observation> observe(List<AgentUser> agents) throws FishnetException;
}
