package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.user.UserAccountPort;
import java.util.List;
import java.util.Optional;

/**
 * What sudo lets the agent do. sudo itself is asked, because only it knows every source of its rules: includes, groups
 * of groups, aliases, directories on other machines. It tells root alone.
 */
final class SudoRights {
    private static final String CHECK = "sudo_rules";

    private final ProcessControlPort processes;
    private final MachineTree tree;
    private final UserAccountPort users;

    SudoRights(ProcessControlPort processes, MachineTree tree, UserAccountPort users) {
        this.processes = processes;
        this.tree = tree;
        this.users = users;
    }

    List<Observation> of(Agent agent) throws FishnetException {
        if (users.effectiveUid() != 0) {
            return List.of(isInstalled() ? onlyRootMayAsk(agent) : notInstalled());
        }
        try {
            return List.of(judge(
                    agent,
                    processes.run(
                            Command.of("sudo", "-n", "-l", "-U", agent.name().value()))));
        } catch (ProgramMissingException e) {
            return List.of(notInstalled());
        }
    }

    static Observation judge(Agent agent, ProcessOutcome outcome) {
        if (outcome.output().contains("is not allowed to run sudo")) {
            return Observation.good(CHECK, "sudo lets " + agent + " do nothing");
        }
        Optional<String> rule = firstRule(outcome.output());
        if (rule.isPresent()) {
            return Observation.open(
                    CHECK,
                    "sudo lets " + agent + " run " + rule.get(),
                    "sudo visudo   # take the rule for " + agent.name() + " or its group out, also in /etc/sudoers.d");
        }
        return Observation.unseen(
                CHECK,
                "sudo did not say what " + agent + " may run (exit status " + outcome.exitStatus() + ")",
                "sudo -l -U " + agent.name());
    }

    /** After the heading, one indented line for each rule. */
    private static Optional<String> firstRule(String output) {
        List<String> rules = output.lines()
                .dropWhile(line -> !line.contains(" may run the following commands on "))
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(rules.getFirst() + (rules.size() > 1 ? " (and " + (rules.size() - 1) + " more)" : ""));
    }

    private boolean isInstalled() throws FishnetException {
        return tree.target("/usr/bin/sudo").isPresent()
                || tree.target("/bin/sudo").isPresent();
    }

    private static Observation onlyRootMayAsk(Agent agent) {
        return Observation.unseen(CHECK, "only root may ask sudo what " + agent + " may run", "sudo fishnet doctor");
    }

    private static Observation notInstalled() {
        return Observation.good(CHECK, "sudo is not installed");
    }
}
