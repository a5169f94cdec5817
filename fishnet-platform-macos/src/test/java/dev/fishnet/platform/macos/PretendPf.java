package dev.fishnet.platform.macos;

import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of pf as the plans use: a main ruleset, one anchor, on or off. It knows the grammar only as far as our own
 * lines go; what Apple's pfctl says to them has to be seen on a Mac.
 */
final class PretendPf {
    private static final Pattern RULE = Pattern.compile(
            "(block return|pass) out quick (on lo0 )?proto (tcp|udp) from any to any( port (0:65535|\\{ [0-9 ]+ }))?"
                    + " user \\$agents( no state)?");
    private static final Pattern MACRO = Pattern.compile("agents = \"\\{ ([0-9 ]+) }\"");
    private static final Pattern LOAD = Pattern.compile("load anchor \"([^\"]+)\" from \"([^\"]+)\"");

    private final InMemoryFiles files;
    private String main = "";
    private String anchor = "";
    private boolean enabled;

    PretendPf(InMemoryFiles files) {
        this.files = files;
    }

    ScriptedProcesses processes() {
        return new ScriptedProcesses().answer(this::pfctl, "pfctl");
    }

    private ProcessOutcome pfctl(Command command) {
        String input = command.input().orElse("");
        return switch (String.join(" ", command.argv().subList(1, command.argv().size()))) {
            case "-s info" -> said("Status: " + (enabled ? "Enabled" : "Disabled") + " for 0 days 00:00:01\n");
            case "-s rules" -> said(main.replaceAll("(?m)^(?!anchor ).*\n", "").replaceAll("(?m)$(?=\n)", " all"));
            case "-a com.fishnet.localonly -s rules" -> said(String.join("\n", expanded()) + "\n");
            case "-a com.fishnet.localonly -n -f -" -> outcome(anchorParses(input));
            case "-a com.fishnet.localonly -f -" -> outcome(loadAnchor(input));
            case "-a com.fishnet.localonly -f /etc/pf.anchors/com.fishnet.localonly" ->
                outcome(loadAnchor(anchorFile()));
            case "-a com.fishnet.localonly -F rules" -> outcome(loadAnchor(""));
            case "-n -f -" -> outcome(mainParses(input));
            case "-f /etc/pf.conf" -> outcome(loadMain());
            case "-E" -> enable();
            default -> new ProcessOutcome(1, "", "pfctl: not expected: " + command.argv() + "\n");
        };
    }

    private ProcessOutcome enable() {
        enabled = true;
        return new ProcessOutcome(0, "", "pf enabled\nToken : 42\n");
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

    private static boolean anchorParses(String text) {
        return text.isEmpty()
                || (text.endsWith("\n")
                        && text.lines()
                                .allMatch(line -> line.startsWith("#")
                                        || MACRO.matcher(line).matches()
                                        || RULE.matcher(line).matches()));
    }

    private boolean loadAnchor(String text) {
        boolean parses = anchorParses(text);
        anchor = parses ? text : anchor;
        return parses;
    }

    private boolean mainParses(String text) {
        return text.endsWith("\n")
                && LOAD.matcher(text)
                        .results()
                        .allMatch(load -> load.group(1).equals("com.apple")
                                || (load.group(2).equals(PfAnchor.FILE) && anchorParses(anchorFile())));
    }

    private boolean loadMain() {
        String text = files.read(PfConf.FILE).map(file -> file.content()).orElse("");
        if (!mainParses(text)) {
            return false;
        }
        main = text;
        return !text.contains("load anchor \"" + PfAnchor.NAME) || loadAnchor(anchorFile());
    }

    /** One rule for each uid, as pfctl shows them. */
    private List<String> expanded() {
        List<String> rules = new ArrayList<>();
        Matcher macro = MACRO.matcher(anchor);
        if (macro.find()) {
            for (String uid : macro.group(1).split(" ", -1)) {
                anchor.lines()
                        .filter(line -> RULE.matcher(line).matches())
                        .forEach(line -> rules.add(line.replace("user $agents", "user = " + uid)));
            }
        }
        return rules;
    }
}
