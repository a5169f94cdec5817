package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import java.util.List;

/** One check that may fail to see anything, which is an observation too and hides no other. */
interface Look {
    List<Observation> now() throws FishnetException;

    static List<Observation> at(String check, Look look) {
        try {
            return look.now();
        } catch (FishnetException e) {
            return List.of(new Observation(
                    check,
                    Verdict.UNSEEN,
                    String.valueOf(e.getMessage()),
                    e.hint().orElse("sudo fishnet doctor")));
        }
    }
}
