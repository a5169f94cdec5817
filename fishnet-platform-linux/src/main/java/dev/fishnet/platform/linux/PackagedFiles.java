package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProgramMissingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files came in a package, asked of dpkg(1) or rpm(8), whichever the machine has. */
final class PackagedFiles {
    private final ProcessControlPort processes;

    PackagedFiles(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** Those of the paths that a package brought; empty when neither tool is there to say. */
    Optional<Set<String>> among(Collection<String> paths) throws FishnetException {
        if (paths.isEmpty()) {
            return Optional.of(Set.of());
        }
        try {
            return Optional.of(withoutDpkgPatterns(paths));
        } catch (ProgramMissingException e) {
            return rpm(paths);
        }
    }

    /** dpkg reads what it is given as patterns: a name that is one is taken for nobody's. */
    private Set<String> withoutDpkgPatterns(Collection<String> paths) throws FishnetException {
        List<String> plain = paths.stream()
                .filter(path -> path.matches("/[A-Za-z0-9_./+:@%=~-]+"))
                .toList();
        if (plain.isEmpty()) {
            return Set.of();
        }
        List<String> argv = new ArrayList<>(List.of("dpkg", "-S", "--"));
        plain.stream().flatMap(PackagedFiles::spellings).forEach(argv::add);
        Set<String> owned =
                owned(processes.run(new Command(argv, Optional.empty())).output());
        return plain.stream()
                .filter(path -> spellings(path).anyMatch(owned::contains))
                .collect(Collectors.toSet());
    }

    /** A package may still call /usr/bin/su by the name it had before /bin became a link. */
    private static Stream<String> spellings(String path) {
        return path.startsWith("/usr/") ? Stream.of(path, path.substring("/usr".length())) : Stream.of(path);
    }

    /** One line for each: packages, a colon, the path; a diversion is said in words and is no package's. */
    static Set<String> owned(String output) {
        Set<String> owned = new HashSet<>();
        output.lines()
                .filter(line -> !line.startsWith("diversion by "))
                .filter(line -> line.contains(": /"))
                .forEach(line -> owned.add(line.substring(line.indexOf(": /") + 2)));
        return owned;
    }

    private Optional<Set<String>> rpm(Collection<String> paths) throws FishnetException {
        Set<String> owned = new HashSet<>();
        try {
            for (String path : paths) {
                if (processes.run(Command.of("rpm", "-qf", "--", path)).succeeded()) {
                    owned.add(path);
                }
            }
        } catch (ProgramMissingException e) {
            return Optional.empty();
        }
        return Optional.of(owned);
    }
}
