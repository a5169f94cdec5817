package dev.fishnet.firewall;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.user.UserName;

/**
 * The packet filter of the operating system. Plans are made from what is loaded now and touch only what is Fishnet's;
 * foreign rules stay as they are. When what is loaded cannot be read (a dry run by an ordinary user), the plan is the
 * one for a machine without rules of ours.
 */
public interface FirewallPort {
    /** Steps that leave exactly this policy in force, without a moment in which a locked-down agent gets through. */
    ChangePlan enable(FirewallPolicy policy) throws FishnetException;

    /**
     * Steps that release one agent and leave the others locked down; the last one out leaves nothing of ours behind.
     * Empty when the agent is not locked down.
     */
    ChangePlan disable(UserName agent) throws FishnetException;

    FirewallState inspect() throws FishnetException;
}
