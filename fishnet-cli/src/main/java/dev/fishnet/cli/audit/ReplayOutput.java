package dev.fishnet.cli.audit;

import dev.fishnet.audit.replay.Difference;
import dev.fishnet.audit.replay.ReplayReport;

/** Prints what a replay finds, while it is found. */
interface ReplayOutput {
    void begin();

    void difference(Difference difference);

    void end(ReplayReport report);
}
