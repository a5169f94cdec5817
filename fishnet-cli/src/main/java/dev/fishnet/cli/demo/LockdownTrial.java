package dev.fishnet.cli.demo;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import java.util.List;

/** The lockdown for real, in a private network: what the agent reaches before it, and what after. */
final class LockdownTrial {
    private final PrivateNetwork network;

    LockdownTrial(ProcessControlPort processes) {
        this.network = new PrivateNetwork(processes);
    }

    List<Finding> run() throws FishnetException {
        return network.runInside(InsideMain.INTERNET)
                .lines()
                .map(Finding::decode)
                .toList();
    }
}
