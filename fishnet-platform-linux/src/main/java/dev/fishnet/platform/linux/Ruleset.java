package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.Step;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is ours, in every place it can stand. */
record Ruleset(NavigableMap<Place, OwnRules> places) implements LoadedLockdown {
    Ruleset {
        places = Collections.unmodifiableNavigableMap(new TreeMap<>(places));
    }

    static Ruleset absent(List<Place> places) {
        return filled(places, place -> OwnRules.NONE);
    }

    static Ruleset of(Lockdown lockdown, List<Place> places) {
        return filled(places, place -> LockdownRules.of(lockdown, place));
    }

    /** A lockdown of which nothing is known but that it stands; what removes it is the same for every policy. */
    static Ruleset unseen(List<Place> places) {
        return filled(
                places,
                place -> OwnRules.askedFirst(
                        place.table(),
                        place.table().chains().stream()
                                .collect(Collectors.toMap(Function.identity(), chain -> List.of()))));
    }

    private static Ruleset filled(List<Place> places, Function<Place, OwnRules> rules) {
        TreeMap<Place, OwnRules> filled = new TreeMap<>();
        places.forEach(place -> filled.put(place, rules.apply(place)));
        return new Ruleset(filled);
    }

    @Override
    public boolean isEmpty() {
        return places.values().stream().allMatch(OwnRules.NONE::equals);
    }

    @Override
    public Optional<Lockdown> lockdown() {
        List<LockedAgent> agents = AgentComments.agents(places.values());
        return agents.isEmpty() ? Optional.empty() : Optional.of(new Lockdown(agents));
    }

    @Override
    public List<String> differencesFrom(Lockdown wanted) {
        return differencesFrom(of(wanted, here()));
    }

    @Override
    public List<Step> changesTo(Optional<Lockdown> wanted) {
        return changesTo(wanted.map(lockdown -> of(lockdown, here())).orElseGet(() -> absent(here())));
    }

    private List<Place> here() {
        return List.copyOf(places.keySet());
    }

    private List<String> differencesFrom(Ruleset wanted) {
        return places.entrySet().stream()
                .flatMap(entry -> Differences.between(
                        entry.getKey(), entry.getValue(), wanted.places.getOrDefault(entry.getKey(), OwnRules.NONE))
                        .stream())
                .toList();
    }

    /** One transaction for each place that is not yet as wanted, each with the one that takes it back. */
    private List<Step> changesTo(Ruleset wanted) {
        return wanted.places.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(places.get(entry.getKey())))
                .map(entry ->
                        change(entry.getKey(), places.getOrDefault(entry.getKey(), OwnRules.NONE), entry.getValue()))
                .toList();
    }

    private static Step change(Place place, OwnRules from, OwnRules to) {
        return Step.Run.of(
                place.family().restore(TableChange.input(place.table(), from, to)),
                place.family().restore(TableChange.input(place.table(), to, from)));
    }
}
