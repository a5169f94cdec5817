package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What doas.conf(5) lets the agent do. The last rule that fits decides there; any permit is named here. */
final class DoasRules {
    private static final String CHECK = "doas_rules";
    private static final List<String> FILES = List.of("/etc/doas.conf", "/usr/local/etc/doas.conf");

    private final MachineTree tree;

    DoasRules(MachineTree tree) {
        this.tree = tree;
    }

    List<Observation> of(Agent agent, Collection<String> groups) throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        for (String file : files()) {
            for (String rule : permits(tree.read(file).orElse(""), agent, groups)) {
                faults.add(Observation.open(
                        CHECK,
                        file + " lets " + agent + " change user: " + rule,
                        "sudo vi " + file + "   # take it out"));
            }
        }
        return Look.orGood(CHECK, faults, "doas lets " + agent + " do nothing");
    }

    private List<String> files() throws FishnetException {
        List<String> files = new ArrayList<>(FILES);
        files.addAll(tree.list("/etc/doas.d"));
        return files;
    }

    static List<String> permits(String text, Agent agent, Collection<String> groups) {
        return text.replace("\\\n", " ")
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> line.startsWith("permit"))
                .filter(line ->
                        identity(line).filter(who -> isFor(who, agent, groups)).isPresent())
                .toList();
    }

    /** The first word after {@code permit} and its options, of which setenv has a list in braces. */
    private static Optional<String> identity(String line) {
        String rest = line.replaceFirst("^permit\\s*", "").replaceAll("setenv\\s*\\{[^}]*}", " ");
        for (String word : rest.strip().split("\\s+", -1)) {
            if (!word.matches("nopass|nolog|persist|keepenv|")) {
                return Optional.of(word.replace("\"", ""));
            }
        }
        return Optional.empty();
    }

    private static boolean isFor(String who, Agent agent, Collection<String> groups) {
        return who.startsWith(":")
                ? groups.contains(who.substring(1))
                : who.equals(agent.name().value()) || who.equals(Long.toString(agent.uid()));
    }
}
