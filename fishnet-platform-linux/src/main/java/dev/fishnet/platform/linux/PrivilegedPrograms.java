package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that lend the agent another uid, a group or a capability and that no distribution ships so: what such a
 * program sends, no rule for the agent's uid sees.
 */
final class PrivilegedPrograms {
    private static final int MOST = 20;

    private final PrivilegedFiles files;
    private final PackagedFiles packages;
    private final Reach reach;

    PrivilegedPrograms(PrivilegedFiles files, PackagedFiles packages, Reach reach) {
        this.files = files;
        this.packages = packages;
        this.reach = reach;
    }

    List<Observation> setuid(List<Agent> agents) throws FishnetException {
        return judge("setuid_programs", "setuid or setgid program", agents, files.byMode());
    }

    List<Observation> capable(List<Agent> agents) throws FishnetException {
        Optional<PrivilegedFiles.Found> found = files.byCapability();
        return found.isPresent()
                ? judge("file_capabilities", "program with capabilities", agents, found.get())
                : List.of(Observation.unseen(
                        "file_capabilities", "getcap is not installed", "sudo apt-get install libcap2-bin"));
    }

    private List<Observation> judge(String check, String kind, List<Agent> agents, PrivilegedFiles.Found found)
            throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        Optional<Set<String>> packaged =
                packages.among(found.files().stream().map(PrivilegedFile::path).toList());
        if (packaged.isEmpty()) {
            faults.add(Observation.unseen(
                    check, "neither dpkg nor rpm says which programs are the distribution's", "find / -perm /6000"));
        }
        for (Agent agent : agents) {
            strangers(agent, found.files(), packaged).forEach(file -> faults.add(open(check, agent, file)));
        }
        if (!found.complete()) {
            faults.add(Observation.unseen(
                    check, "not every folder could be looked at, or not in time", "sudo find / -perm /6000 -type f"));
        }
        return Look.orGood(
                check, bounded(check, faults), "no " + kind + " beyond the distribution's is in the agent's reach");
    }

    private List<PrivilegedFile> strangers(Agent agent, List<PrivilegedFile> found, Optional<Set<String>> packaged) {
        return found.stream()
                .filter(file -> !(file.isKnown()
                        && packaged.map(all -> all.contains(file.path())).orElse(true)))
                .filter(file -> file.lifts(agent) && reach.mayRun(agent, file.path()))
                .toList();
    }

    private static Observation open(String check, Agent agent, PrivilegedFile file) {
        Command remedy = file.capabilities().isEmpty()
                ? Command.of("chmod", "ug-s", file.path())
                : Command.of("setcap", "-r", file.path());
        return Observation.open(
                check, agent + " may run " + file.path() + ", which " + file.power(), ShellScript.oneLine(remedy));
    }

    private static List<Observation> bounded(String check, List<Observation> faults) {
        if (faults.size() <= MOST) {
            return faults;
        }
        List<Observation> first = new ArrayList<>(faults.subList(0, MOST));
        first.add(Observation.open(
                check, "and " + (faults.size() - MOST) + " more", "mend the first ones, then run this again"));
        return first;
    }
}
