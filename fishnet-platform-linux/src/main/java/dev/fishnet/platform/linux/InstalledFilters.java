package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packet filters that this machine may have.
 *
 * @param filters in the order in which {@link FirewallBackend#AUTO} takes them
 */
record InstalledFilters(List<PacketFilter> filters, FirewallBackend choice) {
    InstalledFilters {
        filters = List.copyOf(filters);
    }

    /** A filter that cannot be read is in the way only where it is the one that is to hold the lockdown. */
    List<Held> read(Optional<Persistence.Kept> kept) throws FishnetException {
        List<Held> readable = new ArrayList<>();
        Map<FirewallBackend, FishnetException> others = new EnumMap<>(FirewallBackend.class);
        for (PacketFilter filter : filters) {
            try {
                filter.read().ifPresent(loaded -> readable.add(new Held(filter, loaded)));
            } catch (FishnetException e) {
                if (e.kind() != ErrorKind.UNAVAILABLE) {
                    throw e;
                }
                others.put(filter.kind(), e);
            }
        }
        FishnetException obstacle = others.get(needed(readable, kept, others.keySet()));
        if (obstacle != null) {
            throw obstacle;
        }
        return readable;
    }

    /** The one that probably holds the lockdown, where only root may look. */
    PacketFilter likely(Optional<Persistence.Kept> kept) {
        FirewallBackend kind = kept.map(Persistence.Kept::backend).orElse(choice);
        return filters.stream()
                .filter(filter -> filter.kind() == kind)
                .findFirst()
                .orElse(filters.getFirst());
    }

    private FirewallBackend needed(
            List<Held> readable, Optional<Persistence.Kept> kept, Set<FirewallBackend> unreadable) {
        if (choice != FirewallBackend.AUTO) {
            return choice;
        }
        return kept.map(Persistence.Kept::backend)
                .or(() -> readable.stream()
                        .filter(each -> !each.loaded().isEmpty())
                        .map(each -> each.filter().kind())
                        .findFirst())
                .or(() -> filters.stream()
                        .map(PacketFilter::kind)
                        .filter(kind -> unreadable.contains(kind)
                                || readable.stream()
                                        .anyMatch(each -> each.filter().kind() == kind))
                        .findFirst())
                .orElse(FirewallBackend.AUTO);
    }
}
