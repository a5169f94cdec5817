package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The local node of Open Directory, through dscl(1): its records, and the numbers they have taken. */
final class LocalDirectory {
    private static final String NOT_FOUND = "eDSRecordNotFound";
    private static final Pattern ENTRY = Pattern.compile("\\S.*?\\s+(-?[0-9]{1,10})\\s*");

    private final ProcessControlPort processes;

    LocalDirectory(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** The record at that path, or empty when there is none. */
    Optional<DirectoryRecord> record(String path) throws FishnetException {
        Optional<String> printed = printed(path);
        return printed.isEmpty() ? Optional.empty() : Optional.of(DirectoryRecord.parse(printed.get()));
    }

    /** What dscl prints of the record, all of it or the attributes named; empty when there is none. */
    Optional<String> printed(String path, String... attributes) throws FishnetException {
        List<String> argv = new ArrayList<>(List.of("dscl", ".", "-read", path));
        argv.addAll(List.of(attributes));
        ProcessOutcome outcome = processes.run(new Command(argv, Optional.empty()));
        if (outcome.succeeded()) {
            return Optional.of(outcome.output());
        }
        if (outcome.errors().contains(NOT_FOUND)) {
            return Optional.empty();
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        throw unavailable("the account '" + name + "' cannot be looked up", outcome);
    }

    Set<Long> userIds() throws FishnetException {
        return numbers("/Users", "UniqueID");
    }

    Set<Long> groupIds() throws FishnetException {
        return numbers("/Groups", "PrimaryGroupID");
    }

    private Set<Long> numbers(String folder, String attribute) throws FishnetException {
        ProcessOutcome outcome = processes.run(Command.of("dscl", ".", "-list", folder, attribute));
        if (!outcome.succeeded()) {
            throw unavailable(folder + " cannot be listed", outcome);
        }
        return numbers(outcome.output());
    }

    /** A name and a number on each line. A line that is neither could hide a number that is taken. */
    static Set<Long> numbers(String listing) throws FishnetException {
        List<Matcher> lines = listing.lines()
                .filter(line -> !line.isBlank())
                .map(ENTRY::matcher)
                .toList();
        if (lines.isEmpty() || !lines.stream().allMatch(Matcher::matches)) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, "dscl's list of ids cannot be understood", "see: dscl . -list /Users UniqueID");
        }
        return lines.stream().map(line -> Long.valueOf(line.group(1))).collect(Collectors.toSet());
    }

    private static FishnetException unavailable(String what, ProcessOutcome outcome) {
        return new FishnetException(ErrorKind.UNAVAILABLE, what + " (dscl: exit status " + outcome.exitStatus() + ")");
    }
}
