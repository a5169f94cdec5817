package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.time.Instant;
import java.util.Optional;

/** A host whose nft lists the same rules in other words, as versions do; namespaces are the machine's to make. */
record OtherWords(ProcessControlPort host, ProcessControlPort machine) implements ProcessControlPort {
    @Override
    public ProcessOutcome run(Command command) throws FishnetException {
        ProcessOutcome outcome = (command.argv().getFirst().equals("ip") ? machine : host).run(command);
        String output = outcome.output()
                .replace("oifname != \"lo\"", "meta oifname != \"lo\"")
                .replace("meta skuid", "skuid");
        return new ProcessOutcome(outcome.exitStatus(), output, outcome.errors());
    }

    @Override
    public Optional<Instant> startOf(long pid) {
        return host.startOf(pid);
    }

    @Override
    public boolean terminate(long pid, Instant startedAt) throws FishnetException {
        return host.terminate(pid, startedAt);
    }
}
