package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups whose members are not held by the boundary. dseditgroup(8) is asked, because groups hold groups. */
final class AgentGroups {
    static final String CHECK = "agent_groups";

    private static final Map<String, String> POWERS = powers();

    private final ProcessControlPort processes;

    AgentGroups(ProcessControlPort processes) {
        this.processes = processes;
    }

    private static Map<String, String> powers() {
        Map<String, String> powers = new LinkedHashMap<>();
        powers.put("admin", "may become root with sudo, and write to /Applications");
        powers.put("wheel", "may write what belongs to root's group");
        powers.put("com.apple.access_ssh", "may log in over the network, past whatever watches its session");
        return powers;
    }

    List<Observation> of(UserName agent) throws FishnetException {
        List<Observation> found = new ArrayList<>();
        for (Map.Entry<String, String> group : POWERS.entrySet()) {
            ProcessOutcome answer =
                    processes.run(Command.of("dseditgroup", "-o", "checkmember", "-m", agent.value(), group.getKey()));
            found.addAll(judge(agent, group.getKey(), group.getValue(), answer));
        }
        return found.isEmpty()
                ? List.of(new Observation(
                        CHECK,
                        Verdict.GOOD,
                        "'" + agent + "' is in none of the groups " + String.join(", ", POWERS.keySet()),
                        ""))
                : found;
    }

    /** It says "yes NAME is a member of GROUP", "no NAME is NOT a member of GROUP", or that there is no such group. */
    private static List<Observation> judge(UserName agent, String group, String power, ProcessOutcome answer) {
        String said = answer.output() + answer.errors();
        if (said.startsWith("yes " + agent + " ")) {
            return List.of(new Observation(
                    CHECK,
                    Verdict.OPEN,
                    "'" + agent + "' is in the group '" + group + "': it " + power,
                    "sudo dseditgroup -o edit -d " + agent + " -t user " + group));
        }
        if (said.startsWith("no " + agent + " ") || said.startsWith("Group not found")) {
            return List.of();
        }
        return List.of(new Observation(
                CHECK,
                Verdict.UNSEEN,
                "dseditgroup does not say whether '" + agent + "' is in '" + group + "'",
                "dseditgroup -o checkmember -m " + agent + " " + group));
    }
}
