package dev.fishnet.audit.replay;

import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.binance.BinancePolicy;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.PolicyEngine;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ModelPrice;
import java.util.Optional;

/** A policy that was in force, and what judges by it. */
record Rules(Policy policy, PolicyEngine engine, Optional<BinanceDesk> desk) {
    /** What holds while Binance is switched off: nothing fits in. */
    private static final Caps NOTHING = new Caps(Optional.of(MicroUsd.ZERO), Optional.empty());

    static Rules of(Policy policy) {
        return new Rules(policy, new PolicyEngine(policy), policy.binance().map(BinanceDesk::new));
    }

    Optional<ModelPrice> priceOf(String model) {
        return policy.prices().priceOf(model).or(() -> policy.llm().unpriced());
    }

    /** An agent's own caps; empty where the policy does not have the agent. */
    Optional<Caps> capsOf(AgentName agent) {
        return Optional.ofNullable(policy.agents().get(agent)).map(AgentPolicy::caps);
    }

    /** Those of the ledger of orders. */
    Caps volume() {
        return policy.binance().map(BinancePolicy::volumeCaps).orElse(NOTHING);
    }
}
