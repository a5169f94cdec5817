package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.user.UserName;

/** What sudo lets the agent do, in sudo's own words; it tells root alone. */
final class SudoRights {
    static final String CHECK = "sudo_rules";

    private final ProcessControlPort processes;

    SudoRights(ProcessControlPort processes) {
        this.processes = processes;
    }

    Observation of(UserName agent) throws FishnetException {
        return judge(agent, processes.run(Command.of("sudo", "-n", "-l", "-U", agent.value())));
    }

    private static Observation judge(UserName agent, ProcessOutcome outcome) {
        if (outcome.output().contains("is not allowed to run sudo")) {
            return new Observation(CHECK, Verdict.GOOD, "sudo lets '" + agent + "' do nothing", "");
        }
        if (outcome.output().contains(" may run the following commands")) {
            return new Observation(
                    CHECK,
                    Verdict.OPEN,
                    "sudo lets '" + agent + "' run commands as somebody else",
                    "sudo visudo   # take the rule for " + agent + " or its group out, also in /etc/sudoers.d");
        }
        return new Observation(
                CHECK, Verdict.UNSEEN, "sudo tells root alone what '" + agent + "' may run", "sudo fishnet doctor");
    }
}
