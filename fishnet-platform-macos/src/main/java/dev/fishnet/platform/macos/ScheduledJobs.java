package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.user.AgentUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jobs of cron(8) and at(1) that the agent has left behind, which run when nobody looks; root alone sees them. */
final class ScheduledJobs {
    static final String CHECK = "scheduled_jobs";

    private static final String CRON = "/var/at/tabs";
    private static final String AT = "/var/at/jobs";

    private final Places places;

    ScheduledJobs(Places places) {
        this.places = places;
    }

    List<Observation> of(AgentUser agent) throws FishnetException {
        List<Observation> found = new ArrayList<>();
        if (places.at(CRON + "/" + agent.name()).isPresent()) {
            found.add(open(agent, "a crontab", "sudo crontab -u " + agent.name() + " -r"));
        }
        for (String job : places.in(AT)) {
            Optional<Place> file = places.at(job);
            if (file.isPresent() && file.get().uid() == agent.uid()) {
                found.add(open(agent, "a job of at, " + job, "sudo rm '" + job + "'"));
            }
        }
        return found.isEmpty()
                ? List.of(new Observation(CHECK, Verdict.GOOD, "'" + agent.name() + "' has no jobs of cron or at", ""))
                : found;
    }

    private static Observation open(AgentUser agent, String what, String remedy) {
        return new Observation(CHECK, Verdict.OPEN, "'" + agent.name() + "' has " + what, remedy);
    }
}
