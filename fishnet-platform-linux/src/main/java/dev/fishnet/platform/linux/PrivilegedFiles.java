package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for programs with a power of their own where programs lie, for a few seconds at most. */
final class PrivilegedFiles {
    private static final List<String> WHERE =
            List.of("/usr", "/bin", "/sbin", "/lib", "/opt", "/home", "/srv", "/tmp", "/var", "/dev/shm");

    /** getcap follows no limit of file systems, so it looks where nothing is mounted as a rule. */
    private static final List<String> WHERE_CAPABLE = List.of("/usr", "/bin", "/sbin", "/opt", "/home", "/srv", "/tmp");

    /** Files of containers and builds, in folders that only root enters. */
    private static final List<String> NOT = List.of("/var/lib/docker", "/var/lib/containerd", "/var/lib/containers");

    private static final int TIMED_OUT = 124;
    private static final Pattern FOUND = Pattern.compile("([0-7]{1,5}) ([0-9]{1,10}) ([0-9]{1,10}) ([^\\x00]+)\\x00");
    private static final String CLAUSE = "(?:=[eip]*|cap_[a-z0-9_]+(?:,cap_[a-z0-9_]+)*[-+=][eip]+)";

    /**
     * The file and its capabilities (cap_text_formats(7)); before libcap 2.41 there was an equals sign between them.
     */
    private static final Pattern CAPABLE = Pattern.compile("(/.+?)(?: =)? (" + CLAUSE + "(?: " + CLAUSE + ")*)");

    private static final FileFacts NO_MODE = new FileFacts(0, 0, 0);

    /**
     * What was found.
     *
     * @param complete whether everything could be looked at, and in time
     */
    record Found(List<PrivilegedFile> files, boolean complete) {}

    private final ProcessControlPort processes;
    private final MachineTree tree;
    private final String seconds;

    PrivilegedFiles(ProcessControlPort processes, MachineTree tree, int seconds) {
        this.processes = processes;
        this.tree = tree;
        this.seconds = Integer.toString(seconds);
    }

    Found byMode() throws FishnetException {
        List<String> argv = new ArrayList<>(List.of("timeout", seconds, "find"));
        argv.addAll(existing(WHERE));
        argv.add("-xdev");
        for (String folder : NOT) {
            argv.addAll(List.of("-path", tree.actual(folder), "-prune", "-o"));
        }
        argv.addAll(List.of("-type", "f", "-perm", "/6000", "-printf", "%m %U %G %p\\0"));
        ProcessOutcome outcome = processes.run(command(argv));
        boolean complete =
                outcome.exitStatus() != TIMED_OUT && !outcome.errors().contains("Permission denied");
        return new Found(byMode(outcome.output()), complete);
    }

    private List<PrivilegedFile> byMode(String output) {
        return FOUND.matcher(output)
                .results()
                .map(match -> new PrivilegedFile(tree.seen(match.group(4)), facts(match), ""))
                .toList();
    }

    /** Empty when getcap is not installed. */
    Optional<Found> byCapability() throws FishnetException {
        List<String> argv = new ArrayList<>(List.of("timeout", seconds, "getcap", "-r"));
        argv.addAll(existing(WHERE_CAPABLE));
        try {
            // timeout(1) would say that it is not there with an exit status alone
            processes.run(Command.of("getcap", "-h"));
        } catch (ProgramMissingException e) {
            return Optional.empty();
        }
        ProcessOutcome outcome = processes.run(command(argv));
        List<PrivilegedFile> files = outcome.output().lines().map(this::capable).toList();
        return Optional.of(new Found(files, outcome.exitStatus() != TIMED_OUT));
    }

    /** A line that is not understood, because of the file's name, is named as it is rather than left out. */
    private PrivilegedFile capable(String line) {
        Matcher matcher = CAPABLE.matcher(line);
        return matcher.matches()
                ? new PrivilegedFile(tree.seen(matcher.group(1)), NO_MODE, matcher.group(2))
                : new PrivilegedFile(line, NO_MODE, "a capability");
    }

    private static FileFacts facts(MatchResult match) {
        return new FileFacts(
                Long.parseLong(match.group(2)), Long.parseLong(match.group(3)), Integer.parseInt(match.group(1), 8));
    }

    private List<String> existing(List<String> folders) throws FishnetException {
        List<String> existing = new ArrayList<>();
        for (String folder : folders) {
            if (tree.facts(folder).filter(FileFacts::isDirectory).isPresent()) {
                existing.add(tree.actual(folder));
            }
        }
        return existing;
    }

    private static Command command(List<String> argv) {
        return new Command(argv, Optional.empty());
    }
}
