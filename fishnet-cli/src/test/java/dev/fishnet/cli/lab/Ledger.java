package dev.fishnet.cli.lab;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code fishnet spend --json} says of today, in micro-dollars by agent.
 *
 * @param settled what ended requests have cost
 * @param held for requests whose cost is not known
 */
public record Ledger(Map<String, Long> settled, Map<String, Long> held) {
    private static final Pattern AGENT = Pattern.compile("\"agent\":\"([a-z0-9_-]+)\",\"today\":\\{\"requests\":[0-9]+,"
            + "\"settled_micro_usd\":([0-9]+),\"held_micro_usd\":([0-9]+)\\}");

    /** Reads its output. */
    public static Ledger of(Run spend) {
        Map<String, Long> settled = new TreeMap<>();
        Map<String, Long> held = new TreeMap<>();
        Matcher agent = AGENT.matcher(spend.mustSucceed().output());
        while (agent.find()) {
            settled.put(agent.group(1), Long.valueOf(agent.group(2)));
            held.put(agent.group(1), Long.valueOf(agent.group(3)));
        }
        return new Ledger(settled, held);
    }

    public long settled(String agent) {
        return settled.getOrDefault(agent, 0L);
    }

    /** What the agent's cap counts. */
    public long counted(String agent) {
        return settled(agent) + held.getOrDefault(agent, 0L);
    }

    /** What the cap of all agents counts. */
    public long counted() {
        return settled.keySet().stream().mapToLong(this::counted).sum();
    }
}
