package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of ours iptables holds, and what is to go with it. */
record IptablesLoaded(Ruleset found, Foundation foundation) implements LoadedLockdown {
    @Override
    public boolean isEmpty() {
        return found.isEmpty();
    }

    @Override
    public Optional<Lockdown> lockdown() {
        return found.lockdown();
    }

    @Override
    public List<String> differencesFrom(Lockdown wanted) {
        return found.differencesFrom(
                Ruleset.of(wanted, found.here()).marked(place -> Foundation.remembered(found.at(place))));
    }

    @Override
    public List<Step> changesTo(Optional<Lockdown> wanted) {
        return wanted.map(lockdown ->
                        found.changesTo(Ruleset.of(lockdown, found.here()).marked(this::remembering)))
                .orElseGet(this::removal);
    }

    private Optional<String> remembering(Place place) {
        OwnRules rules = found.at(place);
        return rules.equals(OwnRules.NONE) ? foundation.toRemember(place) : Foundation.remembered(rules);
    }

    private List<Step> removal() {
        List<Step> steps = new ArrayList<>(found.changesTo(Ruleset.absent(found.here())));
        found.here().forEach(place -> steps.addAll(foundation.remove(place, found.at(place))));
        return steps;
    }
}
