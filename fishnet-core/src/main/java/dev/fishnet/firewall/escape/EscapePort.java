package dev.fishnet.firewall.escape;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.LockedAgent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tries to get out as an agent would. What is sent is small, goes to addresses that belong to nobody (RFC 5737, RFC
 * 3849) or to this machine itself, and nothing on the machine is changed. A verdict rests on what was seen to leave,
 * never on what anything that runs as the agent says.
 */
public interface EscapePort {
    /**
     * Makes every attempt once and tells of each as it is decided.
     *
     * @param agent with the uids that the account has now, and what should be left of loopback
     * @param gatewayPort where the agent should reach Fishnet
     * @throws FishnetException of kind UNAVAILABLE when this system cannot try, or cannot watch; nothing is proven then
     */
    void attempt(LockedAgent agent, int gatewayPort, Consumer<Finding> decided) throws FishnetException;

    /** Ways out of this system that no packet filter closes, a sentence each. */
    List<String> residualRisks();
}
