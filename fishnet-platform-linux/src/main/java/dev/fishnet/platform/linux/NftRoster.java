package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is locked down, as our table says. Where its registers and sets disagree because somebody changed one, an agent
 * keeps every uid that any of them names, and strict access where any says so: drift releases nobody.
 */
final class NftRoster {
    private final Map<UserName, Set<Range>> uids = new TreeMap<>();
    private final Map<UserName, LoopbackAccess> access = new TreeMap<>();

    private NftRoster() {}

    static Optional<Lockdown> read(NftTable table) {
        NftRoster roster = new NftRoster();
        table.blocks().values().forEach(roster::collect);
        List<LockedAgent> agents =
                roster.uids.keySet().stream().map(roster::agent).toList();
        return agents.isEmpty() ? Optional.empty() : Optional.of(new Lockdown(agents));
    }

    private void collect(NftBlock block) {
        Optional<NftProfile> profile = NftProfile.parse(block.name());
        block.items().stream().map(NftOwner::parse).flatMap(Optional::stream).forEach(owner -> {
            uids.computeIfAbsent(owner.agent(), name -> new LinkedHashSet<>()).add(owner.uids());
            profile.ifPresent(strict -> access.putIfAbsent(owner.agent(), strict.access()));
        });
    }

    private LockedAgent agent(UserName name) {
        Set<Range> named = uids.getOrDefault(name, Set.of());
        Range own = named.stream()
                .filter(range -> range.first() == range.last())
                .findFirst()
                .orElseGet(() -> named.iterator().next());
        List<Range> others = named.stream().filter(range -> !range.equals(own)).toList();
        SubordinateIds subordinate = new SubordinateIds(own.first() == own.last() ? others : List.copyOf(named));
        return new LockedAgent(
                new AgentUser(name, own.first(), subordinate),
                access.getOrDefault(name, new LoopbackAccess.Standard()));
    }
}
