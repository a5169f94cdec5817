package dev.fishnet.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.upstream.UpstreamName;
import java.time.LocalDate;
import java.util.List;

/**
 * What the books say.
 *
 * @param lastId of any reservation; 0 when there was none
 */
public record SpendHistory(long lastId, List<DaySum> days) {
    public static final SpendHistory EMPTY = new SpendHistory(0, List.of());

    public SpendHistory {
        days = List.copyOf(days);
    }

    /**
     * One agent's day at one upstream with one model.
     *
     * @param settled what ended requests cost
     * @param held for requests whose cost is not known, whether or not they have ended
     */
    public record DaySum(
            LocalDate day,
            AgentName agent,
            UpstreamName upstream,
            String what,
            MicroUsd settled,
            MicroUsd held,
            long requests) {}
}
