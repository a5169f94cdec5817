package dev.fishnet.policy;

import dev.fishnet.binance.BinancePolicy;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.upstream.UpstreamName;
import java.util.Map;
import java.util.Optional;

/**
 * All that decides about a request, with every default filled in. A changed configuration makes another one.
 *
 * @param caps what all agents together may spend
 * @param budgetWarningPercent of a cap from which on there is an alert; 0 for none
 * @param binance empty when it is switched off
 * @param id how the log names it: the SHA-256 of the settings it was made of, in hexadecimal
 */
public record Policy(
        Map<AgentName, AgentPolicy> agents,
        Map<UpstreamName, UpstreamPolicy> upstreams,
        Caps caps,
        int budgetWarningPercent,
        LlmPolicy llm,
        PriceBook prices,
        Optional<BinancePolicy> binance,
        String id) {
    public Policy {
        agents = Map.copyOf(agents);
        upstreams = Map.copyOf(upstreams);
    }
}
