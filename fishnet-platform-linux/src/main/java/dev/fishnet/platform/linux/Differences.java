package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands between the rules that are loaded in one place and those that should be, one line each. */
final class Differences {
    private static final int MOST = 20;

    private final Place place;
    private final List<String> lines = new ArrayList<>();

    private Differences(Place place) {
        this.place = place;
    }

    static List<String> between(Place place, OwnRules found, OwnRules wanted) {
        Differences differences = new Differences(place);
        differences.hooks(found.hooks(), wanted.hooks());
        wanted.chains()
                .forEach((chain, rules) ->
                        differences.chain(chain, found.chains().get(chain), rules));
        return differences.lines.stream().limit(MOST).toList();
    }

    private void hooks(List<Integer> found, List<Integer> wanted) {
        String jump = place.table().base() + " jumps to " + place.table().entry();
        if (found.isEmpty() && !wanted.isEmpty()) {
            say("nothing in " + jump);
        } else if (!found.equals(wanted)) {
            say(jump + " in rule " + found + ", not " + wanted);
        }
    }

    private void chain(String chain, @Nullable List<Rule> found, List<Rule> wanted) {
        if (found == null) {
            say("there is no chain " + chain);
        } else if (found.isEmpty() && !wanted.isEmpty()) {
            say(chain + " is empty");
        } else if (!found.equals(wanted)) {
            rules(chain, found, wanted);
        }
    }

    private void rules(String chain, List<Rule> found, List<Rule> wanted) {
        List<Rule> missing =
                wanted.stream().filter(rule -> !found.contains(rule)).toList();
        List<Rule> foreign =
                found.stream().filter(rule -> !wanted.contains(rule)).toList();
        missing.forEach(rule -> say(chain + " lacks: " + rule));
        foreign.forEach(rule -> say(chain + " has also: " + rule));
        if (missing.isEmpty() && foreign.isEmpty()) {
            say(chain + " has its rules in another order, or more than once");
        }
    }

    private void say(String what) {
        lines.add(place + ": " + what);
    }
}
