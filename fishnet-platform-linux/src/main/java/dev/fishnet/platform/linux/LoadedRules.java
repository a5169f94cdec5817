package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fetches what is loaded, through iptables-save(8) and ip6tables-save(8). */
final class LoadedRules {
    private static final String INSTALL = "apt-get install -y iptables";

    private final ProcessControlPort processes;

    LoadedRules(ProcessControlPort processes) {
        this.processes = processes;
    }

    /**
     * What is ours in every place, or empty when iptables is not installed.
     *
     * @throws FishnetException of kind NOT_PRIVILEGED when the programs are there but only root may ask them, of kind
     *     UNAVAILABLE when the one for IPv6 is missing, or one does not understand what is loaded
     */
    Optional<Ruleset> read(List<Place> places) throws FishnetException {
        Map<Place, ProcessOutcome> saved = new TreeMap<>();
        for (Place place : places) {
            Optional<ProcessOutcome> outcome = save(place);
            if (outcome.isEmpty()) {
                return Optional.empty();
            }
            saved.put(place, outcome.get());
        }
        TreeMap<Place, OwnRules> found = new TreeMap<>();
        for (Map.Entry<Place, ProcessOutcome> entry : saved.entrySet()) {
            found.put(entry.getKey(), parse(entry.getKey(), entry.getValue()));
        }
        return Optional.of(new Ruleset(found));
    }

    private Optional<ProcessOutcome> save(Place place) throws FishnetException {
        try {
            return Optional.of(processes.run(place.family().save(place.table())));
        } catch (ProgramMissingException e) {
            return switch (place.family()) {
                case V4 -> Optional.empty();
                case V6 ->
                    throw new FishnetException(
                            ErrorKind.UNAVAILABLE,
                            "ip6tables is not installed, and this machine speaks IPv6, which would stay open",
                            INSTALL,
                            e);
            };
        }
    }

    private static OwnRules parse(Place place, ProcessOutcome saved) throws FishnetException {
        if (!saved.succeeded()) {
            throw failure(place, saved.errors().strip());
        }
        try {
            return SavedTable.parse(place.table(), saved.output());
        } catch (IllegalArgumentException e) {
            throw unreadable(place, String.valueOf(e.getMessage()));
        }
    }

    private static FishnetException failure(Place place, String errors) {
        boolean forbidden = errors.contains("Permission denied") || errors.contains("Operation not permitted");
        return forbidden
                ? new FishnetException(
                        ErrorKind.NOT_PRIVILEGED, "only root can read the packet filter", "re-run with sudo")
                : unreadable(place, errors);
    }

    private static FishnetException unreadable(Place place, String why) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                place + " cannot be read: " + why.lines().findFirst().orElse("no reason given"));
    }
}
