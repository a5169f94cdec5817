package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Units of systemd that come and go together, by systemctl(1). */
final class SystemdUnits {
    private final ProcessControlPort processes;
    private final MachineFiles files;

    SystemdUnits(ProcessControlPort processes, MachineFiles files) {
        this.processes = processes;
        this.files = files;
    }

    static String path(String unit) {
        return "/etc/systemd/system/" + unit;
    }

    UnitStatus status(String unit) throws FishnetException {
        ProcessOutcome outcome =
                processes.run(Command.of("systemctl", "show", "--property=" + UnitStatus.PROPERTIES, unit));
        if (!outcome.succeeded()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "systemd does not answer: "
                            + outcome.errors().lines().findFirst().orElse("it gave no reason"));
        }
        return UnitStatus.parse(outcome.output());
    }

    /** Adds what writes those that are not yet so, by name; whether there are any. */
    boolean write(Map<String, String> texts, List<Step> steps) throws FishnetException {
        List<Step> writes = new ArrayList<>();
        for (Map.Entry<String, String> unit : new TreeMap<>(texts).entrySet()) {
            writes.addAll(RootFiles.file(files, path(unit.getKey()), unit.getValue()));
        }
        if (!writes.isEmpty()) {
            steps.addAll(writes);
            steps.add(Step.Run.of(Command.of("systemctl", "daemon-reload")));
        }
        return !writes.isEmpty();
    }

    void enable(String unit, List<Step> steps) throws FishnetException {
        if (!status(unit).enabled()) {
            steps.add(Step.Run.of(Command.of("systemctl", "enable", unit), Command.of("systemctl", "disable", unit)));
        }
    }

    void enableNow(String unit, List<Step> steps) throws FishnetException {
        UnitStatus status = status(unit);
        if (!status.enabled() || !status.running()) {
            steps.add(Step.Run.of(
                    Command.of("systemctl", "enable", "--now", unit),
                    Command.of("systemctl", "disable", "--now", unit)));
        }
    }

    /** Adds what stops and removes those that are there, in this order. */
    void remove(List<String> units, Command undo, List<Step> steps) throws FishnetException {
        List<String> there = new ArrayList<>();
        for (String unit : units) {
            if (files.look(path(unit)).isPresent()) {
                there.add(unit);
            }
        }
        if (there.isEmpty()) {
            return;
        }
        steps.add(Step.Run.of(systemctl(List.of("disable", "--now"), there), undo));
        // One that fails because it is stopped may have started another meanwhile.
        steps.add(Step.Run.of(systemctl(List.of("stop"), there)));
        there.forEach(unit -> steps.add(new Step.RemoveFile(path(unit))));
        steps.add(Step.Run.of(Command.of("systemctl", "daemon-reload")));
    }

    private static Command systemctl(List<String> verb, List<String> units) {
        return new Command(
                Stream.of(List.of("systemctl"), verb, units)
                        .flatMap(List::stream)
                        .toList(),
                Optional.empty());
    }
}
