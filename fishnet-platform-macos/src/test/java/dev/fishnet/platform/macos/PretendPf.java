package dev.fishnet.platform.macos;

import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of pf as the plans use: a main ruleset, one anchor, references. It knows the grammar only as far as our own
 * lines go; what Apple's pfctl says to them has to be seen on a Mac. What it prints for references is what people have
 * published.
 */
final class PretendPf {
    private static final Pattern LOAD = Pattern.compile("load anchor \"([^\"]+)\" from \"([^\"]+)\".*");

    private final InMemoryFiles files;
    private final Set<Long> tokens = new TreeSet<>();
    private String main = "";
    private PretendRules anchor = new PretendRules("");
    private String states = "";
    private long nextToken = 41;

    PretendPf(InMemoryFiles files) {
        this.files = files;
    }

    ScriptedProcesses processes() {
        return new ScriptedProcesses().answer(this::pfctl, "pfctl").answer(this::pfctl, "/sbin/pfctl");
    }

    /** Somebody else's rule keeps states. */
    void states(String printed) {
        states = printed;
    }

    /** Another program, or pf's own {@code -d}. */
    void forgetReferences() {
        tokens.clear();
    }

    void takeReferenceForAnother() {
        tokens.add(7L);
    }

    boolean isOn() {
        return !tokens.isEmpty();
    }

    /** What macOS does by itself: the main file is loaded, and pf is off. */
    void reboot() {
        tokens.clear();
        anchor = new PretendRules("");
        files.remove(PfReference.FILE);
        loadMain();
    }

    private ProcessOutcome pfctl(Command command) {
        String input = command.input().orElse("");
        return switch (String.join(" ", command.argv().subList(1, command.argv().size()))) {
            case "-s info" -> said("Status: " + (isOn() ? "Enabled" : "Disabled") + " for 0 days 00:00:01\n");
            case "-s rules" -> said(main.replaceAll("(?m)^(?!anchor |pass |block ).*\n", ""));
            case "-s states" -> said(states);
            case "-s References" -> references();
            case "-a com.fishnet.localonly -s rules" -> said(anchor.printed());
            case "-a com.fishnet.localonly -n -f -" -> outcome(new PretendRules(input).parse());
            case "-a com.fishnet.localonly -f -" -> outcome(loadAnchor(input));
            case "-a com.fishnet.localonly -f /etc/pf.anchors/com.fishnet.localonly" ->
                outcome(loadAnchor(anchorFile()));
            case "-a com.fishnet.localonly -E -f /etc/pf.anchors/com.fishnet.localonly" ->
                loadAnchor(anchorFile()) ? enable() : outcome(false);
            case "-a com.fishnet.localonly -F rules" -> outcome(loadAnchor(""));
            case "-n -f -" -> outcome(mainParses(input));
            case "-f /etc/pf.conf" -> outcome(loadMain());
            case "-E" -> enable();
            default -> releaseOrKill(command);
        };
    }

    private ProcessOutcome releaseOrKill(Command command) {
        if (command.argv().get(1).equals("-X")) {
            return tokens.remove(Long.parseUnsignedLong(command.argv().get(2)))
                    ? new ProcessOutcome(0, "", "pf disabled\n")
                    : new ProcessOutcome(1, "", "pfctl: pf: token invalid\n");
        }
        if (command.argv().get(1).equals("-k")) {
            states = "";
            return new ProcessOutcome(0, "", "killed 1 states from 1 sources and 1 destinations\n");
        }
        return new ProcessOutcome(1, "", "pfctl: not expected: " + command.argv() + "\n");
    }

    private ProcessOutcome references() {
        return said(
                tokens.isEmpty()
                        ? "No pf starter references held\n"
                        : tokens.stream()
                                .map(token ->
                                        "512      pfctl                " + Long.toUnsignedString(token) + "   0 days\n")
                                .collect(Collectors.joining("", "TOKENS:\nPID      Process Name         TOKEN\n", "")));
    }

    private ProcessOutcome enable() {
        nextToken++;
        tokens.add(nextToken);
        return new ProcessOutcome(0, "", "pf enabled\nToken : " + Long.toUnsignedString(nextToken) + "\n");
    }

    private static ProcessOutcome said(String text) {
        return new ProcessOutcome(0, text, "");
    }

    private static ProcessOutcome outcome(boolean worked) {
        return worked ? said("") : new ProcessOutcome(1, "", "stdin:1: syntax error\n");
    }

    private String anchorFile() {
        return files.read(PfAnchor.FILE).map(file -> file.content()).orElse("missing");
    }

    private boolean loadAnchor(String text) {
        PretendRules rules = new PretendRules(text);
        boolean parses = rules.parse();
        anchor = parses ? rules : anchor;
        return parses;
    }

    private boolean mainParses(String text) {
        return (text.isEmpty() || text.endsWith("\n"))
                && LOAD.matcher(text)
                        .results()
                        .allMatch(load -> load.group(1).equals("com.apple")
                                || (load.group(2).equals(PfAnchor.FILE) && new PretendRules(anchorFile()).parse()));
    }

    private boolean loadMain() {
        String text = files.read(PfConf.FILE).map(file -> file.content()).orElse("");
        if (!mainParses(text)) {
            return false;
        }
        main = text;
        return !text.contains("load anchor \"" + PfAnchor.NAME) || loadAnchor(anchorFile());
    }
}
