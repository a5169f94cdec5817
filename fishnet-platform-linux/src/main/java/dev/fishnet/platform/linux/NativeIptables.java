package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.platform.linux.NativeForm.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A lockdown for iptables-restore(8), a table a file. A jump of ours that stands already is removed before its table is
 * loaded with a new one: meanwhile the other table lets nothing of an agent's leave the machine.
 */
final class NativeIptables {
    /** As many as may be asked for one by one every few seconds. */
    private static final int MOST_CHAINS = 12;

    private NativeIptables() {}

    static NativeForm of(Lockdown lockdown, List<Place> places) {
        List<Load> loads = new ArrayList<>();
        List<List<String>> listing = new ArrayList<>();
        for (Place place : places) {
            OwnRules rules = LockdownRules.of(lockdown, place);
            loads.add(load(rules, place));
            listing.addAll(listing(rules.chains().keySet(), place));
        }
        return new NativeForm(loads, listing);
    }

    private static Load load(OwnRules rules, Place place) {
        String tool = place.family().tool();
        Table table = place.table();
        return new Load(
                tool + "-" + table.title(),
                TableChange.input(table, OwnRules.NONE, rules),
                List.of(List.of(tool, "--wait", "-t", table.title(), "-D", table.base(), "-j", table.entry())),
                List.of(tool + "-restore", "--wait", "--noflush"));
    }

    /**
     * The rule that is asked first in the built-in chain, and all of every chain of ours; where those are many, the
     * table with everybody's.
     */
    private static List<List<String>> listing(Set<String> chains, Place place) {
        Stream<List<String>> listed = chains.size() > MOST_CHAINS
                ? Stream.of(List.of())
                : Stream.concat(
                        Stream.of(List.of(place.table().base(), "1")),
                        chains.stream().map(List::of));
        return listed.map(what -> Stream.concat(
                                Stream.of(
                                        place.family().tool(),
                                        "--wait",
                                        "-t",
                                        place.table().title(),
                                        "-S"),
                                what.stream())
                        .toList())
                .toList();
    }
}
