package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is ours, in every place it can stand. */
record Ruleset(NavigableMap<Place, OwnRules> places) {
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

    boolean isEmpty() {
        return places.values().stream().allMatch(OwnRules.NONE::equals);
    }

    OwnRules at(Place place) {
        return places.getOrDefault(place, OwnRules.NONE);
    }

    Optional<Lockdown> lockdown() {
        List<LockedAgent> agents = AgentComments.agents(places.values());
        return agents.isEmpty() ? Optional.empty() : Optional.of(new Lockdown(agents));
    }

    List<Place> here() {
        return List.copyOf(places.keySet());
    }

    /**
     * The same with one more chain, which nothing is in and nothing leads to, in every place that gets a name for it.
     */
    Ruleset marked(Function<Place, Optional<String>> names) {
        TreeMap<Place, OwnRules> marked = new TreeMap<>();
        places.forEach((place, rules) ->
                marked.put(place, names.apply(place).map(rules::with).orElse(rules)));
        return new Ruleset(marked);
    }

    List<String> differencesFrom(Ruleset wanted) {
        return places.entrySet().stream()
                .flatMap(entry ->
                        Differences.between(entry.getKey(), entry.getValue(), wanted.at(entry.getKey())).stream())
                .toList();
    }

    /** One transaction for each place that is not yet as wanted, each with the one that takes it back. */
    List<Step> changesTo(Ruleset wanted) {
        List<Step> steps = new ArrayList<>();
        wanted.places.forEach((place, rules) -> {
            if (!rules.equals(places.get(place))) {
                steps.add(change(place, at(place), rules));
            }
        });
        return List.copyOf(steps);
    }

    private static Step change(Place place, OwnRules from, OwnRules to) {
        return Step.Run.of(
                place.family().restore(TableChange.input(place.table(), from, to)),
                place.family().restore(TableChange.input(place.table(), to, from)));
    }
}
