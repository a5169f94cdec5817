package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commands of pfctl(8) that are needed, and what can be read through it. Never {@code -d}, nor all of {@code -F}.
 */
final class Pfctl {
    private static final Pattern ATTACHED =
            Pattern.compile("anchor \"" + Pattern.quote(PfAnchor.NAME) + "\"( all)?\\s*");
    private static final Pattern OVERTAKES = Pattern.compile("pass .*\\bquick\\b.*");

    private final ProcessControlPort processes;

    Pfctl(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** Parses the anchor's rules and changes nothing. */
    static Command checkAnchor(String rules) {
        return Command.of("pfctl", "-a", PfAnchor.NAME, "-n", "-f", "-").withInput(rules);
    }

    static Command loadAnchor() {
        return Command.of("pfctl", "-a", PfAnchor.NAME, "-f", PfAnchor.FILE);
    }

    static Command loadAnchor(String rules) {
        return Command.of("pfctl", "-a", PfAnchor.NAME, "-f", "-").withInput(rules);
    }

    static Command emptyAnchor() {
        return Command.of("pfctl", "-a", PfAnchor.NAME, "-F", "rules");
    }

    /** Parses a main ruleset and changes nothing. */
    static Command checkMain(String conf) {
        return Command.of("pfctl", "-n", "-f", "-").withInput(conf);
    }

    static Command loadMain() {
        return Command.of("pfctl", "-f", PfConf.FILE);
    }

    /** Turns pf on, or counts one more who needs it on. */
    static Command takeReference() {
        return Command.of("pfctl", "-E");
    }

    static Command releaseReference(String token) {
        return Command.of("pfctl", "-X", token);
    }

    /** Forgets what pf remembers of connections from one address to the other, whoever opened them. */
    static Command killStates(String from, String to) {
        return Command.of("pfctl", "-k", from, "-k", to);
    }

    /** The connections that pf remembers, a line each. */
    String states() throws FishnetException {
        return read("-s", "states");
    }

    /**
     * What pf has loaded.
     *
     * @throws FishnetException of kind NOT_PRIVILEGED when only root may ask
     */
    Loaded loaded() throws FishnetException {
        boolean enabled = read("-s", "info").lines().anyMatch(line -> line.startsWith("Status: Enabled"));
        boolean attached = isAskedFirst(read("-s", "rules"));
        String rules = attached ? read("-a", PfAnchor.NAME, "-s", "rules") : "";
        return new Loaded(enabled, attached, LoadedRules.of(rules), read("-s", "References"));
    }

    /** Nobody lets anything out before; anchors may, whose rules are their owners'. */
    private static boolean isAskedFirst(String main) {
        List<String> lines = main.lines().toList();
        for (String line : lines) {
            if (ATTACHED.matcher(line).matches()) {
                return true;
            }
            if (OVERTAKES.matcher(line).matches()) {
                return false;
            }
        }
        return false;
    }

    private String read(String... arguments) throws FishnetException {
        List<String> argv = new ArrayList<>(List.of("pfctl"));
        argv.addAll(List.of(arguments));
        ProcessOutcome outcome = processes.run(new Command(argv, Optional.empty()));
        if (outcome.succeeded()) {
            return outcome.output();
        }
        if (outcome.errors().contains("Permission denied") || outcome.errors().contains("Operation not permitted")) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED, "only root can read the packet filter", "re-run with sudo");
        }
        throw new FishnetException(
                ErrorKind.UNAVAILABLE,
                "pf cannot be read: " + outcome.errors().lines().findFirst().orElse("no reason given"));
    }

    /**
     * What pf holds now.
     *
     * @param attached whether the main ruleset asks our anchor, before it lets anything pass
     * @param rules the anchor's
     * @param references who holds pf on, as pf prints it
     */
    record Loaded(boolean enabled, boolean attached, LoadedRules rules, String references) {
        static final Loaded NOTHING = new Loaded(false, false, LoadedRules.of(""), "");
    }
}
