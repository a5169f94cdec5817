package dev.fishnet.firewall;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.user.UserName;
import java.util.List;

/**
 * The packet filter of the operating system. Plans are made from what is loaded now and touch only what is Fishnet's;
 * foreign rules stay as they are. When only root may read what is loaded (a dry run by an ordinary user), a plan to
 * enable is the one for a machine without rules of ours, a plan to disable the one for a machine on which that agent
 * alone is locked down.
 */
public interface FirewallPort {
    /**
     * Steps that leave this policy in force, without a moment in which a locked-down agent gets through. Agents who are
     * locked down already stay so, named or not: only {@link #disable} releases anybody. Rules that were changed or
     * overtaken are put right. Empty when nothing is missing.
     *
     * @throws FishnetException of kind UNAVAILABLE when the machine lacks what a lockdown of both IP families needs
     */
    ChangePlan enable(FirewallPolicy policy) throws FishnetException;

    /**
     * Steps that release one agent and leave the others locked down; the last one out leaves nothing of ours behind.
     * Empty when the agent is not locked down.
     */
    ChangePlan disable(UserName agent) throws FishnetException;

    /** What is loaded now; every reason not to know is an answer too, {@link FirewallState.Unreadable}. */
    FirewallState inspect() throws FishnetException;

    /**
     * Steps that end the connections which these agents opened before, as far as the lockdown would not let them open
     * them now: what is already in a connection's buffers is sent by the kernel itself, after its owner has gone. Empty
     * when there are none. Asked for after the lockdown is in force, and again until it is empty.
     */
    ChangePlan cutConnections(Lockdown policy) throws FishnetException;

    /**
     * Steps that put back what should be in force and is not, and remember the repair. Where a watch calls for this,
     * they also tell it what to look for from now on.
     */
    default ChangePlan heal() throws FishnetException {
        return new ChangePlan("Firewall heal", List.of());
    }

    /**
     * Steps that leave this machine with a watch which puts the policy back when another program has removed it. Asked
     * for after the policy is in force; empty when the watch is there, and on a system that has none.
     *
     * @throws FishnetException of kind DENIED when others than root could change the program that would do it
     */
    default ChangePlan healing(FirewallPolicy policy, ServiceDefinition program) throws FishnetException {
        return new ChangePlan("Firewall watch", List.of());
    }

    /** When lost rules were put back without anybody asking, the latest first; as many as are remembered. */
    List<Repair> repairs() throws FishnetException;

    /** What holds the lockdown, or would: {@code iptables}, {@code nftables} or {@code pf}. */
    String backend() throws FishnetException;
}
