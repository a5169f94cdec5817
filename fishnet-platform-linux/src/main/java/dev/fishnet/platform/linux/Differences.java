package dev.fishnet.platform.linux;

import dev.fishnet.platform.linux.OwnRules.Jump;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        differences.jumps(found.jumps(), wanted.jumps());
        wanted.chains()
                .forEach((chain, rules) ->
                        differences.chain(chain, found.chains().get(chain), rules));
        found.chains().keySet().stream()
                .filter(chain -> !wanted.chains().containsKey(chain))
                .forEach(chain -> differences.say("there is also a chain " + chain));
        return differences.lines.stream().limit(MOST).toList();
    }

    private void jumps(List<Jump> found, List<Jump> wanted) {
        String entry = place.table().base() + " jumps to " + place.table().entry();
        List<Integer> numbers = numbers(found);
        if (numbers.isEmpty() && !wanted.isEmpty()) {
            say("nothing in " + entry);
        } else if (!numbers.equals(numbers(wanted))) {
            say(entry + " in rule " + numbers + ", not " + numbers(wanted));
        }
        found.stream().filter(jump -> !isEntry(jump)).forEach(jump -> say("there is also " + jump));
    }

    private List<Integer> numbers(List<Jump> jumps) {
        return jumps.stream().filter(this::isEntry).map(Jump::number).toList();
    }

    private boolean isEntry(Jump jump) {
        return jump.chain().equals(place.table().base())
                && jump.rule().equals(Rule.jump(place.table().entry()));
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
        Set<Rule> missing = new LinkedHashSet<>(wanted);
        found.forEach(missing::remove);
        Set<Rule> foreign = new LinkedHashSet<>(found);
        wanted.forEach(foreign::remove);
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
