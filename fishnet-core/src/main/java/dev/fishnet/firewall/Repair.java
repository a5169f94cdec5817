package dev.fishnet.firewall;

import java.time.Instant;
import java.util.List;

/**
 * Rules that somebody else had removed or changed, and that were put back.
 *
 * @param differences what was missing or foreign, one line each
 */
public record Repair(Instant at, List<String> differences) {
    public Repair {
        differences = List.copyOf(differences);
    }
}
