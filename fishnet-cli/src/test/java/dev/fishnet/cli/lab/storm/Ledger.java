package dev.fishnet.cli.lab.storm;

import java.util.Map;

/**
 * What {@code fishnet spend} says of today, in micro-dollars.
 *
 * @param settled what ended requests have cost, by agent
 * @param held for requests whose cost is not known
 */
record Ledger(Map<String, Long> settled, Map<String, Long> held) {
    static Ledger of(Victim victim) {
        throw new UnsupportedOperationException(
                victim.fishnet("spend", "--json").toString());
    }

    long settled(String agent) {
        return settled.getOrDefault(agent, 0L);
    }

    long counted(String agent) {
        return settled(agent) + held.getOrDefault(agent, 0L);
    }

    long counted() {
        return Storm.AGENTS.stream().mapToLong(this::counted).sum();
    }
}
