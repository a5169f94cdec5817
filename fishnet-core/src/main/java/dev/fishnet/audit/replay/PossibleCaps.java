package dev.fishnet.audit.replay;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome.Scope;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.Spending;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The caps that a claim may have been held against, by each policy that may have been asked. They are those of the
 * moment when the money was asked for, of which the log only says that it lies between the request's head and its
 * entry.
 */
final class PossibleCaps {
    /** As the ledger has it: no cap is the largest there can be. */
    static final long NONE = Long.MAX_VALUE;

    private final List<Map<Scope, Long>> byPolicy;

    PossibleCaps(List<Rules> policies, SpendClaim claim) {
        byPolicy = claim.upstream().equals(Spending.BINANCE)
                ? policies.stream()
                        .map(rules -> caps(Caps.NONE, rules.volume()))
                        .toList()
                : policies.stream().flatMap(rules -> caps(rules, claim.agent())).toList();
    }

    /** A policy without the agent holds nothing for it, so it is none of those that were asked. */
    private static Stream<Map<Scope, Long>> caps(Rules rules, AgentName agent) {
        return rules.capsOf(agent).map(own -> caps(own, rules.policy().caps())).stream();
    }

    private static Map<Scope, Long> caps(Caps agent, Caps total) {
        Map<Scope, Long> caps = new EnumMap<>(Scope.class);
        caps.put(Scope.AGENT_DAY, micros(agent.daily()));
        caps.put(Scope.AGENT_MONTH, micros(agent.monthly()));
        caps.put(Scope.TOTAL_DAY, micros(total.daily()));
        caps.put(Scope.TOTAL_MONTH, micros(total.monthly()));
        return caps;
    }

    private static long micros(Optional<MicroUsd> cap) {
        return cap.map(MicroUsd::value).orElse(NONE);
    }

    boolean has(Scope scope, long cap) {
        return byPolicy.stream().anyMatch(caps -> of(caps, scope) == cap);
    }

    /** The largest of them. */
    long most(Scope scope) {
        return byPolicy.stream().mapToLong(caps -> of(caps, scope)).max().orElse(NONE);
    }

    /** Whether by any of the policies there is a cap at all. */
    boolean any() {
        return byPolicy.stream().flatMap(caps -> caps.values().stream()).anyMatch(cap -> cap != NONE);
    }

    /** The least part of the fullest cap, in percent, that is used once this much is. */
    int percent(long used) {
        return byPolicy.stream()
                .mapToInt(caps -> caps.values().stream()
                        .mapToInt(cap -> percent(used, cap))
                        .max()
                        .orElse(0))
                .min()
                .orElse(0);
    }

    private static int percent(long used, long cap) {
        if (cap == NONE) {
            return 0;
        }
        if (used >= cap) {
            return 100;
        }
        return (int) (cap <= Long.MAX_VALUE / 100 ? used * 100 / cap : used / (cap / 100));
    }

    private static long of(Map<Scope, Long> caps, Scope scope) {
        return caps.getOrDefault(scope, NONE);
    }
}
