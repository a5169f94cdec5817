package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rules of this machine's administrator for polkit(8) that name the agent or one of its groups. They are programs, so
 * what they decide is not worked out here; those that the distribution ships are not looked at.
 */
final class PolkitRules {
    private static final String CHECK = "polkit_rules";
    private static final List<String> FOLDERS = List.of(
            "/etc/polkit-1/rules.d",
            "/etc/polkit-1/localauthority/10-vendor.d",
            "/etc/polkit-1/localauthority/50-local.d",
            "/var/lib/polkit-1/localauthority/50-local.d");

    private final MachineTree tree;

    PolkitRules(MachineTree tree) {
        this.tree = tree;
    }

    List<Observation> of(Agent agent, Collection<String> groups) throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        for (String folder : FOLDERS) {
            for (String file : tree.list(folder)) {
                if (names(tree.read(file).orElse(""), agent, groups)) {
                    faults.add(Observation.open(
                            CHECK,
                            "the polkit rules in " + file + " name " + agent + " or a group of it",
                            ShellScript.oneLine(Command.of("rm", file)) + "   # once you have read it"));
                }
            }
        }
        return Look.orGood(CHECK, faults, "no polkit rule of this machine names " + agent + " or a group of it");
    }

    static boolean names(String text, Agent agent, Collection<String> groups) {
        String code = text.replaceAll("(?m)^\\s*(//|#).*$", "");
        return mentions(code, "[\"':]", agent.name().value())
                || groups.stream().anyMatch(group -> mentions(code, "(isInGroup\\(\\s*[\"']|unix-group:)", group));
    }

    private static boolean mentions(String code, String before, String name) {
        return Pattern.compile(before + Pattern.quote(name) + "([\"';\\s]|$)", Pattern.MULTILINE)
                .matcher(code)
                .find();
    }
}
