package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import java.util.List;

/** One family of checks. What stops it becomes an observation, so that it never hides what the others found. */
@FunctionalInterface
interface Look {
    List<Observation> take() throws FishnetException;

    static List<Observation> at(String check, Look look) {
        try {
            return look.take();
        } catch (FishnetException e) {
            return List.of(Observation.unseen(
                    check, String.valueOf(e.getMessage()), e.hint().orElse("sudo fishnet doctor")));
        }
    }

    /** The faults, or the one sentence that says there are none. */
    static List<Observation> orGood(String check, List<Observation> faults, String otherwise) {
        return faults.isEmpty() ? List.of(Observation.good(check, otherwise)) : List.copyOf(faults);
    }
}
